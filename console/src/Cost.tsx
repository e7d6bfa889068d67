import { Money } from '@psnb2b/ui';

export const costUnknown = 'cost unknown';

/** What a code cost us. A cost that the lot's file did not name is unknown, and shown as such: never as zero. */
export function Cost({ amount, currency }: { amount: string | null; currency: string }) {
  if (amount === null) return <span className="quiet">{costUnknown}</span>;
  return <Money amount={amount} currency={currency} />;
}
