import { Select, Switch, TextInput } from '@mantine/core';
import type { BuyingTerms } from '@psnb2b/contract';
import classes from './buy.module.css';
import { isTooLong, type Terms } from './draft.ts';
import type { PurchaseState } from './use-purchase.ts';
import { words } from './words.ts';

const HOLDS = [900, 3_600, 86_400, 259_200];

interface Props {
  readonly terms: BuyingTerms;
  readonly purchase: PurchaseState;
}

/**
 * How the lines are paid, what happens if too few codes are in stock or a price has risen, and the buyer's own number.
 * by hand: the choices depend on the terms of the business, and a change gives every line another key.
 */
export function PurchaseTerms({ terms, purchase: { draft, setTerms: set, isLocked } }: Props) {
  const setTerms = (next: Terms) => set({ terms: next });
  const { reference, isGuarded } = draft;
  const { payment = 'balance', hold_seconds: hold, fill = 'all' } = draft.terms;
  const holds = HOLDS.filter((seconds) => seconds <= terms.hold_seconds_max);
  const payments = [
    'balance',
    ...(Number(terms.invoice_limit) > 0 ? ['invoice'] : []),
    ...(holds.length > 0 ? ['hold'] : []),
  ] as (keyof typeof words.payments)[];
  const first = holds[0] ?? 0;
  return (
    <div className={classes.terms}>
      <Select
        size="xs"
        label={words.payment}
        allowDeselect={false}
        disabled={isLocked}
        data={payments.map((value) => ({ value, label: words.payments[value] }))}
        value={payment}
        onChange={(next) =>
          setTerms(
            next === 'hold'
              ? { payment: 'hold', hold_seconds: first }
              : next === 'invoice'
                ? { payment: 'invoice' }
                : {},
          )
        }
      />
      {payment === 'hold' && (
        <Select
          size="xs"
          label={words.holdFor}
          allowDeselect={false}
          disabled={isLocked}
          data={holds.map((seconds) => ({
            value: String(seconds),
            label: words.holds[seconds] ?? String(seconds),
          }))}
          value={String(hold ?? first)}
          onChange={(next) => setTerms({ payment: 'hold', hold_seconds: Number(next) })}
        />
      )}
      {payment === 'balance' && (
        <Select
          size="xs"
          label={words.fill}
          allowDeselect={false}
          disabled={isLocked}
          data={Object.entries(words.fills).map(([value, label]) => ({ value, label }))}
          value={fill}
          onChange={(next) =>
            setTerms(next === 'available' || next === 'wait' ? { fill: next } : {})
          }
        />
      )}
      <TextInput
        size="xs"
        label={words.reference}
        description={words.referenceHint}
        className={classes.wide ?? ''}
        disabled={isLocked}
        value={reference}
        error={isTooLong(reference) && words.longReference}
        onChange={(event) => set({ reference: event.currentTarget.value })}
      />
      <Switch
        size="xs"
        label={words.guard}
        description={isGuarded ? words.guarded : words.unguarded}
        className={classes.wide ?? ''}
        disabled={isLocked}
        checked={isGuarded}
        onChange={(event) => set({ isGuarded: event.currentTarget.checked })}
      />
    </div>
  );
}
