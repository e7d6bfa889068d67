import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyValue } from '../value/CopyId.tsx';
import classes from './account.module.css';
import { words } from './words.ts';

/** Shows codes that are never shown again; it closes only by its own button. */
export function RecoveryCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}) {
  return (
    <Modal
      opened
      onClose={onKept}
      title={words.codes.title}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <Text size="sm">{words.codes.lead}</Text>
        <ol className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <Group justify="space-between">
          <CopyValue value={codes.join('\n')} what={words.codes.all} />
          <Button onClick={onKept}>{words.codes.kept}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
