import { groupDigits } from './group-digits.ts';
import { withUnit } from './with-unit.ts';

/** Returns an amount in a sentence: `1,234.50 USD`, which stays on one line. Elsewhere, `Money` shows it. */
export function moneyText(amount: string, currency: string): string {
  return withUnit(groupDigits(amount).replace('-', '−'), currency);
}
