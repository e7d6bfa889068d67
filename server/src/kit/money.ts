import { currencyDecimals } from '@psnb2b/contract';
import { trimEnd } from './trim-end.ts';

export { currencyDecimals };

/** The largest amount we handle, in minor units: sums stay exact in a double. */
export const AMOUNT_MINOR_MAX = 1_000_000_000_000_000;

/** 4625, USD → `46.25`; 4625, JPY → `4625`. */
export function formatMoney(minor: number, currency: string): string {
  return formatDecimal(minor, currencyDecimals(currency));
}

/** An integer with its decimal point `decimals` places from the right. */
export function formatDecimal(scaled: number, decimals: number): string {
  if (decimals === 0) return String(scaled);
  const digits = String(Math.abs(scaled)).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  return `${scaled < 0 ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** `46.25`, USD → 4625; null if it is no plain decimal or has too many decimals. */
export function parseMoney(text: string, currency: string): number | null {
  return parseDecimal(text, currencyDecimals(currency));
}

/** `50.5`, 3 → 50500; null if the text is no plain decimal, too fine or too large. */
export function parseDecimal(text: string, decimals: number): number | null {
  const match = /^(-?)([0-9]{1,13})(?:\.([0-9]+))?$/.exec(text);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const kept = trimEnd(fraction, /0/);
  if (kept.length > decimals) return null;
  const scaled = Number(whole) * 10 ** decimals + Number(kept.padEnd(decimals, '0') || '0');
  if (scaled > AMOUNT_MINOR_MAX) return null;
  return sign && scaled !== 0 ? -scaled : scaled;
}
