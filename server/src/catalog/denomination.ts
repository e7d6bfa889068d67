import { formatDecimal, parseDecimal } from '../kit/money.ts';
import { invalid } from '../kit/refusal.ts';
import { trimEnd } from '../kit/trim-end.ts';

const DECIMALS = 3;

/**
 * A face value in thousandths of its currency: `50`, `"50"` and `"50.00"` are 50000. Null if it is no plain decimal, has more
 * than three decimals or is not above 0.
 */
export function denominationMilli(value: number | string): number | null {
  const milli = parseDecimal(String(value), DECIMALS);
  return milli !== null && milli > 0 ? milli : null;
}

/**
 * The same for a request's value, which already has the contract's shape. Throws `validation_failed` for what a schema cannot
 * express: zero as text, and too many decimals.
 */
export function parseDenomination(value: number | string, pointer = '/denomination'): number {
  const milli = denominationMilli(value);
  if (milli !== null) return milli;
  throw invalid(
    Number(value) > 0
      ? { pointer, code: 'precision', detail: 'It may have at most three decimals.' }
      : { pointer, code: 'minimum', detail: 'It must be more than 0.' },
  );
}

/** 50000 → `50`, 7500 → `7.5`: the text of the JSON number, and the end of the SKU. */
export function denominationText(milli: number): string {
  return trimEnd(trimEnd(formatDecimal(milli, DECIMALS), /0/), /\./);
}
