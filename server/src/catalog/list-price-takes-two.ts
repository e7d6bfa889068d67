/** A list price before and after the change, and the floor that is known for it; minor units of one currency. */
export interface PriceFacts {
  readonly before: number | null;
  readonly after: number;
  /** Live codes for sale. */
  readonly available: number;
  /** Over the highest cost in this currency of the codes for sale and of recent ones; null if one of them has no cost in it. */
  readonly floor: number | null;
  /** Whether a business was ever approved, so that somebody could buy. */
  readonly canBuy: boolean;
}

/**
 * Whether a list price needs a second person: the first one does, unless nobody can buy yet and it is not below a known floor, so that
 * one person can set up a shop; and a lower one does unless it is at or above the floor:
 * the cost of every code for sale and of every recent code, with the margin that was set. With nothing for sale there is no floor
 * to rely on, because later codes would be sold at it. One cheap code among many does not lower the floor, and small steps do not
 * avoid the rule, because it applies to each step.
 */
export function listPriceTakesTwo({
  before,
  after,
  available,
  floor,
  canBuy,
}: PriceFacts): boolean {
  if (before === null) return canBuy || (floor !== null && after < floor);
  if (after >= before) return false;
  const isCovered = available > 0 && floor !== null && after >= floor;
  return !isCovered;
}
