import { Money } from '@psnb2b/ui';
import { c } from '../../text/claims.ts';

/** What a code cost us. What the lot's file did not say is unknown, and told so: never nothing. */
export function Cost({
  amount,
  currency,
}: {
  readonly amount: string | null;
  readonly currency: string;
}) {
  if (amount === null) return <span className="quiet">{c.owed.unknown}</span>;
  return <Money amount={amount} currency={currency} />;
}
