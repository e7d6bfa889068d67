import { assert } from '../kit/assert.ts';
import { AMOUNT_MINOR_MAX } from '../kit/money.ts';

/** Basis points of the whole: 10000 = 100 %. */
export const WHOLE_BPS = 10_000;

export interface Tier {
  readonly name: string;
  /** 30-day volume from which the tier applies, in minor units. */
  readonly volume30d: number;
  readonly discountBps: number;
}

/**
 * What one code costs a partner: the own price if there is one, otherwise list × (1 − bps/10000), rounded half up to the minor
 * unit.
 */
export function unitPrice(listPrice: number, discountBps: number, ownPrice: number | null): number {
  assert(Number.isInteger(listPrice) && listPrice > 0 && listPrice <= AMOUNT_MINOR_MAX, 'a price');
  assert(Number.isInteger(discountBps) && discountBps >= 0 && discountBps <= WHOLE_BPS, 'a rate');
  if (ownPrice !== null) return ownPrice;
  const keptBps = WHOLE_BPS - discountBps;
  // In two parts, because the product of price and rate may exceed the integers that a double can hold.
  const whole = Math.floor(listPrice / WHOLE_BPS) * keptBps;
  const rest = Math.floor(((listPrice % WHOLE_BPS) * keptBps + WHOLE_BPS / 2) / WHOLE_BPS);
  return whole + rest;
}

/**
 * The price that a list's percentage makes of a list price, rounded half up. A lower one stops at the floor, or at the list price
 * where that is below it. All in minor units; a floor of null: no cost is known.
 */
export function priceOfList(listPrice: number, percentBps: number, floor: number | null): number {
  const exact = BigInt(listPrice) * BigInt(WHOLE_BPS + percentBps);
  const rounded = Number((exact + BigInt(WHOLE_BPS / 2)) / BigInt(WHOLE_BPS));
  const price = Math.min(Math.max(rounded, 1), AMOUNT_MINOR_MAX);
  return Math.max(price, Math.min(floor ?? 1, listPrice));
}

/**
 * What is paid of a price with a tier's discount, which stops at the floor: below it two people have agreed on the price itself,
 * not on the discount. `discountBps` is then what is left of it. Minor units.
 */
export function discounted(
  price: number,
  discountBps: number,
  floor: number | null,
): { readonly unitPrice: number; readonly discountBps: number } {
  const full = unitPrice(price, discountBps, null);
  const lowest = floor === null ? 0 : Math.min(floor, price);
  if (full >= lowest) return { unitPrice: full, discountBps };
  return {
    unitPrice: lowest,
    discountBps: Number((BigInt(price - lowest) * BigInt(WHOLE_BPS)) / BigInt(price)),
  };
}

/** The tier for a 30-day volume; null if the currency has none. `tiers` are sorted by volume and begin at 0. */
export function tierFor(tiers: readonly Tier[], volume30d: number): Tier | null {
  return tiers.findLast((each) => each.volume30d <= volume30d) ?? null;
}

/** The first tier above a 30-day volume; null at the top. */
export function nextTier(tiers: readonly Tier[], volume30d: number): Tier | null {
  return tiers.find((each) => each.volume30d > volume30d) ?? null;
}
