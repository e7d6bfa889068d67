import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { text } from '../text/text.ts';
import { CopyValue } from '../value/CopyId.tsx';
import classes from './account.module.css';

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
      title={text.codes.title}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <Text size="sm">{text.codes.lead}</Text>
        <ol className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <Group justify="space-between">
          <CopyValue value={codes.join('\n')} what={text.codes.all} />
          <Button onClick={onKept}>{text.codes.kept}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
