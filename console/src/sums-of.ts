import { moneyText } from '@psnb2b/ui';
import { sumByCurrency } from './sum-money.ts';

/** The sums of amounts, each with its currency: `1 200.00 USD, 90.00 EUR`. Currencies are never added together. */
export function sumsOf(
  amounts: readonly { readonly amount: string; readonly currency: string }[],
): string {
  return sumByCurrency(amounts)
    .map(({ amount, currency }) => moneyText(amount, currency))
    .join(', ');
}
