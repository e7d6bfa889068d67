import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyValue } from '@psnb2b/ui';
import type { ReactNode } from 'react';
import classes from './keys.module.css';
import { words } from './words.ts';

/** A secret that is shown only once; it closes only by its own button. */
export function ShownOnce({
  title,
  lead,
  secret,
  what,
  children,
  onKept,
}: {
  readonly title: string;
  readonly lead: string;
  readonly secret: string;
  /** The text to copy. */
  readonly what: string;
  readonly children?: ReactNode;
  readonly onKept: () => void;
}) {
  return (
    <Modal
      opened
      onClose={onKept}
      title={title}
      size="lg"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <Text size="sm">{lead}</Text>
        <div className={`boxed ${classes.secret}`}>
          <output aria-label={title}>{secret}</output>
          <CopyValue value={secret} what={what} />
        </div>
        {children}
        <Group justify="flex-end">
          <Button onClick={onKept}>{words.shownKept}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
