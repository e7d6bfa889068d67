import type { Recovery, RecoverySettle } from '@psnb2b/contract';
import { Field, FormDialog, say } from '@psnb2b/ui';
import { useFormOf } from '../../client.ts';
import { words } from './words.ts';

interface Props {
  readonly recovery: Recovery;
  readonly onClose: () => void;
}

/** The outcome of a supplier claim for one code. */
export function SettleDialog({ recovery, onClose }: Props) {
  const next: RecoverySettle['state'] = recovery.state === 'asked' ? 'recovered' : 'asked';
  const settle = useFormOf('POST /recoveries/{code_id}/settle', {
    initial: { state: next, recovered: recovery.amount ?? '', note: '' },
    send: ({ recovered, ...body }) => ({
      path: { code_id: recovery.code_id },
      body: { ...body, ...(body.state === 'recovered' && { recovered }) },
    }),
    onDone: () => {
      onClose();
      say(words.settled);
    },
  });
  return (
    <FormDialog title={words.settleOf(recovery.code_id.slice(-6))} onClose={onClose} of={settle}>
      <Field of={settle} name="state" label={words.state} choices={words.states} first />
      {settle.form.values.state === 'recovered' && (
        <Field of={settle} name="recovered" label={words.recovered} unit={recovery.currency} />
      )}
      <Field of={settle} name="note" label={words.note} rows={2} />
    </FormDialog>
  );
}
