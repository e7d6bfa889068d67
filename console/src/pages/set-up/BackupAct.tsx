import { Text } from '@mantine/core';
import type { SetUp, SetUpStep } from '@psnb2b/contract';
import { DialogButton, Field, FormDialog, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf } from '../../client.ts';
import { words } from './words.ts';

interface Props {
  readonly state: SetUp;
  readonly isDone: boolean;
  readonly people: SetUpStep['people'];
}

/** An admin states where the backups are, and when one was last tried. */
export function BackupAct({ state, isDone, people }: Props) {
  const may = allowed(useMe(), 'stateBackup');
  if (!may.can) return isDone ? null : <Text size="sm">{words.others(people)}</Text>;
  return (
    <DialogButton label={words.acts.backup} button={{ size: 'xs' }}>
      {(close) => <Dialog state={state} onClose={close} />}
    </DialogButton>
  );
}

function Dialog({ state, onClose }: { readonly state: SetUp; readonly onClose: () => void }) {
  const form = useFormOf('POST /set-up/backup', {
    initial: { place: state.backup?.place ?? '', restored_on: state.backup?.restored_on ?? '' },
    onDone: () => {
      onClose();
      say(words.backupDone);
    },
  });
  return (
    <FormDialog title={words.acts.backup} of={form} onClose={onClose}>
      <Text size="sm">{words.backupLead}</Text>
      <Field of={form} name="place" label={words.place} first />
      <Field of={form} name="restored_on" label={words.restoredOn} />
    </FormDialog>
  );
}
