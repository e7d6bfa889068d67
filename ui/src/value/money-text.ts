import { groupDigits } from './group-digits.ts';

/** Returns an amount in a sentence: `1,234.50 USD`. Elsewhere, `Money` shows it. */
export function moneyText(amount: string, currency: string): string {
  return `${groupDigits(amount)} ${currency}`;
}
