import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Recovery, RecoverySettle } from '@psnb2b/contract';
import { FormDialog, say } from '@psnb2b/ui';
import { useDo } from '../../door.ts';
import { c } from '../../text/claims.ts';

type State = RecoverySettle['state'];
interface Fields extends Record<string, unknown> {
  state: State;
  recovered: string;
  note: string;
}
const words = c.owed;
const STATES: readonly State[] = ['asked', 'recovered', 'written_off'];

/** How asking a supplier for one code went. */
export function SettleDialog({
  recovery,
  onClose,
}: {
  readonly recovery: Recovery;
  readonly onClose: () => void;
}) {
  const form = useForm<Fields>({
    initialValues: {
      state: recovery.state === 'asked' ? 'recovered' : 'asked',
      recovered: recovery.amount ?? '',
      note: '',
    },
  });
  const act = useDo('POST /recoveries/{code_id}/settle', {
    send: ({ state, recovered, note }: Fields) => ({
      path: { code_id: recovery.code_id },
      body: {
        state,
        ...(state === 'recovered' && { recovered: recovered.trim() }),
        ...(note.trim() !== '' && { note: note.trim() }),
      },
    }),
    onDone: () => {
      onClose();
      say(words.settled);
    },
  });
  return (
    <FormDialog
      title={words.settleOf(recovery.code_id.slice(-6))}
      onClose={onClose}
      of={{ form, act }}
      submit={words.save}
    >
      <Select
        label={words.how}
        data={STATES.map((each) => ({ value: each, label: words.states[each] }))}
        allowDeselect={false}
        {...form.getInputProps('state')}
      />
      {form.values.state === 'recovered' && (
        <TextInput
          label={words.recovered}
          rightSection={recovery.currency}
          rightSectionWidth={52}
          inputMode="decimal"
          {...form.getInputProps('recovered')}
        />
      )}
      <Textarea label={words.note} autosize minRows={2} {...form.getInputProps('note')} />
    </FormDialog>
  );
}
