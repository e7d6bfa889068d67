import { Money } from '@psnb2b/ui';

export const costUnknown = 'cost unknown';

/** What a code cost us. What the lot's file did not name is unknown, and shown so: never as nothing. */
export function Cost({ amount, currency }: { amount: string | null; currency: string }) {
  if (amount === null) return <span className="quiet">{costUnknown}</span>;
  return <Money amount={amount} currency={currency} />;
}
