import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { FailureNote } from '@psnb2b/ui';
import { text } from '../../text.ts';
import type { useReveal } from './use-reveal.ts';
import { codeWords as words } from './words.ts';

/** What reading means, once before the first codes are read. */
export function RevealSheet({ of }: { readonly of: ReturnType<typeof useReveal> }) {
  const { asked, act, close, confirm } = of;
  if (asked === null) return null;
  const label = words.reveal(asked.length);
  return (
    <Modal opened onClose={close} title={label}>
      <Stack gap="md">
        <Text size="sm">{words.revealSays}</Text>
        {act.failure && <FailureNote failure={act.failure} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {text.cancel}
          </Button>
          <Button loading={act.busy} onClick={confirm} data-autofocus>
            {label}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
