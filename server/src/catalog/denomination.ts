import { formatDecimal, parseDecimal } from '../kit/money.ts';
import { type FieldError, invalid } from '../kit/refusal.ts';

const DECIMALS = 3;

/**
 * A face value of a request in thousandths of its currency: `50`, `"50"` and `"50.00"` are 50000.
 * Null when it is no plain decimal, has more than three decimals or is not above 0.
 */
export function parseDenomination(value: number | string): number | null {
  const milli = parseDecimal(String(value), DECIMALS);
  return milli !== null && milli > 0 ? milli : null;
}

/** As parseDenomination, for a value that has the contract's shape; throws `validation_failed`. */
export function readDenomination(value: number | string, pointer = '/denomination'): number {
  const milli = parseDenomination(value);
  if (milli === null) throw invalid(denominationFault(value, pointer));
  return milli;
}

function denominationFault(value: number | string, pointer: string): FieldError {
  return Number(value) > 0
    ? { pointer, code: 'precision', detail: 'It may have at most three decimals.' }
    : { pointer, code: 'minimum', detail: 'It must be more than 0.' };
}

/** 50000 → `50`, 7500 → `7.5`: the text of the JSON number, and the end of the SKU. */
export function denominationText(milli: number): string {
  return formatDecimal(milli, DECIMALS).replace(/\.?0+$/, '');
}

/** 50000 → 50: the number that a reply shows. */
export function formatDenomination(milli: number): number {
  return milli / 1000;
}
