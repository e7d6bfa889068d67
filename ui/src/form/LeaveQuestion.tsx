import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { text } from '../text/text.ts';

/** Above the dialog with the form. */
const ABOVE = 320;

/** Asks whether what was typed may be lost. */
// biome-ignore lint/style/noDefaultExport: loaded lazily.
export default function LeaveQuestion({
  opened,
  onStay,
  onLeave,
}: {
  readonly opened: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}) {
  return (
    <Modal opened={opened} onClose={onStay} title={text.form.leaveTitle} size="sm" zIndex={ABOVE}>
      <Stack gap="md">
        <Text size="sm">{text.form.leaveSays}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onLeave}>
            {text.form.leave}
          </Button>
          <Button onClick={onStay} data-autofocus>
            {text.form.stay}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
