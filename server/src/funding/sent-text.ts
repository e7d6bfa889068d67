import { formatMoney, parseMoney } from '../kit/money.ts';
import type { Deposit } from './deposit.ts';

/** What arrived: money with all of its decimals (`900.00`), a digital asset as it is counted (`0.5`); null if only what is credited is known. */
export function sentText({
  sentAmount,
  sentCurrency,
  method,
}: Pick<Deposit, 'sentAmount' | 'sentCurrency' | 'method'>): string | null {
  if (sentAmount === null || method === 'digital_asset') return sentAmount;
  const minor = parseMoney(sentAmount, sentCurrency);
  return minor === null ? sentAmount : formatMoney(minor, sentCurrency);
}

/** What is known of the sum of a payment: what arrived, or else what is credited. */
export function sumText(deposit: Deposit): string {
  const sent = sentText(deposit);
  if (sent !== null) return `${sent} ${deposit.sentCurrency}`;
  const { amount, currency } = deposit;
  return amount === null ? 'no amount yet' : `${formatMoney(amount, currency)} ${currency}`;
}
