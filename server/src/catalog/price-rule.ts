import type { PriceRounding, PriceRuleKind } from '@psnb2b/contract';
import { AMOUNT_MINOR_MAX } from '../kit/money.ts';
import { invalid } from '../kit/refusal.ts';

const WHOLE_BPS = 10_000n;
/** Far above the error of a decimal in binary, far below a basis point. */
const INEXACT = 1e-6;

/** How new prices are made: basis points that are added to a base, and where the result is rounded up to. */
export interface PriceRule {
  readonly kind: PriceRuleKind;
  readonly bps: number;
  readonly rounding: PriceRounding;
}

/** Per cent as basis points; `validation_failed` for more than two decimals. */
export function bpsOfPercent(percent: number, pointer = '/percent'): number {
  const bps = Math.round(percent * 100);
  if (Math.abs(bps - percent * 100) < INEXACT) return bps;
  const detail = 'It may have at most two decimals.';
  throw invalid({ pointer, code: 'precision', detail });
}

/**
 * The price that a rule makes of a base in minor units: base × (1 + bps/10000), rounded up. Null if it is larger than an amount can
 * be.
 */
export function priceByRule(
  base: number,
  { bps, rounding }: Pick<PriceRule, 'bps' | 'rounding'>,
): number | null {
  const exact = BigInt(base) * (WHOLE_BPS + BigInt(bps));
  const minor = (exact + WHOLE_BPS - 1n) / WHOLE_BPS;
  const rounded = roundUp(minor < 1n ? 1n : minor, rounding);
  return rounded > BigInt(AMOUNT_MINOR_MAX) ? null : Number(rounded);
}

function roundUp(minor: bigint, rounding: PriceRounding): bigint {
  switch (rounding) {
    case 'minor':
      return minor;
    case 'x5':
      return ((minor + 4n) / 5n) * 5n;
    case 'x9':
      return ((minor + 10n) / 10n) * 10n - 1n;
    default:
      return rounding satisfies never;
  }
}

/** The lowest price over a cost that leaves the margin of the floor, in minor units. */
export function floorOver(cost: number, marginBps: number): number {
  return priceByRule(cost, { bps: marginBps, rounding: 'minor' }) ?? AMOUNT_MINOR_MAX;
}
