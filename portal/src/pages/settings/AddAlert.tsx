import type { AlertKind } from '@psnb2b/contract';
import { Field, FormDialog, Loaded, say, withUnit } from '@psnb2b/ui';
import { useFormOf, useRead } from '../../client.ts';
import { words as buyWords } from '../buy/words.ts';
import { alertWords as words } from './alert-words.ts';

/** What can be added; the other kinds are there for whoever may have them. */
const ADDED = ['balance_low', 'product_low', 'product_back'] as const;

export function AddAlert({ onClose }: { readonly onClose: () => void }) {
  const inventory = useRead('/inventory', { query: { mode: 'live' } });
  const add = useFormOf('PUT /alerts', {
    initial: {
      kind: 'balance_low' as AlertKind,
      product: '',
      amount: '',
      count: '',
      by_email: true,
      on: true,
    },
    send: ({ kind, product, amount, count, ...rest }) => ({
      body: {
        ...{ kind, ...rest },
        product: kind === 'balance_low' ? '' : product,
        amount: kind === 'balance_low' ? amount : '',
        count: kind === 'product_low' ? count : '',
      },
    }),
    onDone: () => {
      onClose();
      say(words.saved);
    },
  });
  const { kind } = add.form.values;
  return (
    <Loaded query={inventory}>
      {({ data }) => (
        <FormDialog title={words.add} onClose={onClose} of={add}>
          <Field of={add} name="kind" label={words.what} choices={words.kinds} only={ADDED} first />
          {kind === 'balance_low' ? (
            <Field of={add} name="amount" label={words.below} narrow />
          ) : (
            <Field
              of={add}
              name="product"
              label={words.product}
              choices={Object.fromEntries(
                data.map((item) => [
                  item.sku,
                  `${withUnit(buyWords.productOf(item), item.face_currency)} · ${item.sku}`,
                ]),
              )}
            />
          )}
          {kind === 'product_low' && (
            <Field
              of={add}
              name="count"
              label={words.counts.product_low}
              hint={words.lowHint}
              narrow
            />
          )}
          <Field of={add} name="by_email" label={words.byEmail} />
        </FormDialog>
      )}
    </Loaded>
  );
}
