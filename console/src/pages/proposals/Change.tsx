import type { Proposal } from '@psnb2b/contract';
import { Money } from '@psnb2b/ui';

/** What a proposal changes: from what to what; nothing if it is no such change. */
export function Change({ kind, before, after, currency }: Proposal) {
  if (before === null && after === null) return null;
  if (kind === 'adjustment' || kind === 'deposit_reversal')
    return <Money amount={after} currency={currency ?? ''} />; // nothing: both are money.
  const show = (value: string | null) =>
    currency === null ? value : <Money amount={value} currency={currency} />;
  return (
    <>
      {show(before)} → {show(after)}
    </>
  );
}
