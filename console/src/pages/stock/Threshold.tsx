import type { StockLevel } from '@psnb2b/contract';
import { DialogButton, Field, FormDialog, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf } from '../../client.ts';
import { sayReached } from './say-reached.ts';
import { words } from './words.ts';

/** Sets from how many codes on a product is low. */
export function Threshold({ level }: { readonly level: StockLevel }) {
  return (
    <DialogButton
      label={words.change}
      name={words.changeOf(level.id)}
      allowed={allowed(useMe(), 'setStockThreshold')}
      button={{ size: 'compact-xs' }}
    >
      {(close) => <ThresholdDialog level={level} onClose={close} />}
    </DialogButton>
  );
}

function ThresholdDialog({
  level,
  onClose,
}: {
  readonly level: StockLevel;
  readonly onClose: () => void;
}) {
  const set = useFormOf('PUT /stock/{sku}/threshold', {
    initial: { codes: level.threshold ?? '' },
    send: (body) => ({ path: { sku: level.id }, body }),
    onDone: () => {
      onClose();
      say(words.changed);
    },
  });
  return (
    <FormDialog title={words.changeOf(level.id)} onClose={onClose} of={set}>
      <Field of={set} name="codes" label={words.codes} hint={words.codesHint} first />
      <output className="quiet" aria-live="polite">
        {sayReached(set.form.getValues().codes, level)}
      </output>
    </FormDialog>
  );
}
