import type { Alert } from '@psnb2b/contract';
import { Field, FormDialog, say } from '@psnb2b/ui';
import { useFormOf } from '../../client.ts';
import { alertWords as words } from './alert-words.ts';

interface Props {
  readonly alert: Alert;
  readonly onClose: () => void;
}

/** The line and the channels of an alert, and for how long it is muted. */
export function EditAlert({ alert, onClose }: Props) {
  const { kind, product, amount, count, by_email, currency, state } = alert;
  const edit = useFormOf('PUT /alerts', {
    initial: {
      ...{ kind, product: product ?? '', amount: amount ?? '', count: count ?? '' },
      ...{ by_email, on: state !== 'off', mute_hours: '' },
    },
    send: (body) => ({ body }),
    onDone: () => {
      onClose();
      say(words.saved);
    },
  });
  return (
    <FormDialog title={words.kinds[kind]} onClose={onClose} of={edit}>
      {amount !== null && (
        <Field of={edit} name="amount" label={words.below} unit={currency} first narrow />
      )}
      {count !== null && <Field of={edit} name="count" label={words.counts[kind]} first narrow />}
      <Field of={edit} name="by_email" label={words.byEmail} />
      <Field of={edit} name="on" label={product === null ? words.on : words.watch} />
      <Field of={edit} name="mute_hours" label={words.mute} hint={words.muteHint} narrow />
    </FormDialog>
  );
}
