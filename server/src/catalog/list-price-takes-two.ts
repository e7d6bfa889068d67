/** A list price as it is and is to be, and what is known of the cost of its codes; minor units of one currency. */
export interface PriceStep {
  readonly before: number | null;
  readonly after: number;
  /** Live codes for sale. */
  readonly available: number;
  /** Highest cost of them in this currency; null where a code of them has none in it. */
  readonly costHigh: number | null;
}

/**
 * Whether a list price takes a second person: a lower one, or the first one, unless it covers what every code for sale
 * cost. With nothing for sale it covers nothing: codes that come later would be sold for it. Steps cannot be cut into
 * small ones, because each is asked for itself.
 */
export function listPriceTakesTwo({ before, after, available, costHigh }: PriceStep): boolean {
  if (before !== null && after >= before) return false;
  const isCovered = available > 0 && costHigh !== null && after >= costHigh;
  return !isCovered;
}
