import { listPriceTakesTwo, type PriceFacts } from './list-price-takes-two.ts';

/** What a business pays before its tier, and the own price that it shall have; minor units of one currency. */
export interface OwnPriceFacts extends Pick<PriceFacts, 'available' | 'floor'> {
  /** The list price, or the price of its price list. */
  readonly listed: number;
  /** The own price now; null: none. */
  readonly own: number | null;
  /** Null: it is removed. */
  readonly after: number | null;
}

/**
 * Whether an own price needs a second person: one that is below what the business pays before its tier does, unless it is at or above
 * the floor. An own price above the list is no bar to start from, because anybody may remove it; to remove one never needs two, because the
 * list is for everybody.
 */
export function ownPriceTakesTwo({ listed, own, after, available, floor }: OwnPriceFacts): boolean {
  if (after === null) return false;
  const before = own === null ? listed : Math.min(own, listed);
  return listPriceTakesTwo({ before, after, available, floor, canBuy: true });
}
