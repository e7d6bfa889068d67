import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { text } from '../text/text.ts';
import { hasUnsaved, useLeaving } from './unsaved.ts';

/** Above the dialog with the form. */
const ABOVE = 320;

/**
 * Asks once before a half-typed form is left: by a link, by Back, or by closing its dialog; the browser itself asks before its tab
 * closes. There is one in an app, because a router can be held by one alone. `free`: the page that a session that ended leads to.
 */
export function LeaveGuard({ free }: { readonly free: string }) {
  const [leave, setLeave] = useLeaving();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname &&
      nextLocation.pathname !== free &&
      hasUnsaved(),
  );
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (hasUnsaved()) event.preventDefault();
    };
    addEventListener('beforeunload', onLeave);
    return () => removeEventListener('beforeunload', onLeave);
  }, []);
  const isHeld = blocker.state === 'blocked';
  const stay = () => {
    if (isHeld) blocker.reset();
    setLeave(null);
  };
  const go = () => {
    setLeave(null);
    leave?.();
    if (isHeld) blocker.proceed();
  };
  return (
    <Modal
      opened={isHeld || leave !== null}
      onClose={stay}
      title={text.form.leaveTitle}
      size="sm"
      zIndex={ABOVE}
    >
      <Stack gap="md">
        <Text size="sm">{text.form.leaveSays}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={go}>
            {text.form.leave}
          </Button>
          <Button onClick={stay} data-autofocus>
            {text.form.stay}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
