import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyValue } from '@psnb2b/ui';
import type { Schemas } from '../../api/api.ts';
import { t } from '../../text/text.ts';
import classes from './keys.module.css';

/** The one time a key is shown; it closes only by its own button. */
export function ShownKey({
  revealed,
  onKept,
}: {
  readonly revealed: Schemas['RevealedKey'];
  readonly onKept: () => void;
}) {
  const call = `curl ${location.origin}/api/v1/balance -H "Authorization: Bearer ${revealed.key}"`;
  return (
    <Modal
      opened
      onClose={onKept}
      title={t.keys.shownTitle}
      size="lg"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <Text size="sm">{t.keys.shownLead}</Text>
        <div className={classes.secret}>
          <output aria-label={t.keys.shownTitle}>{revealed.key}</output>
          <CopyValue value={revealed.key} what={t.keys.key} />
        </div>
        <Text size="sm" fw={550}>
          {t.keys.try}
        </Text>
        <div className={classes.secret}>
          <code>{call}</code>
          <CopyValue value={call} what={t.keys.try} />
        </div>
        <Group justify="flex-end">
          <Button onClick={onKept}>{t.keys.shownKept}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
