/** A list price as it is and is to be, and what is known of the cost of its codes; minor units of one currency. */
export interface PriceStep {
  readonly before: number | null;
  readonly after: number;
  /** Live codes for sale. */
  readonly available: number;
  /** The highest cost, in this currency, of the codes for sale and of those of late; null where one has none in it. */
  readonly costCeiling: number | null;
}

/**
 * Whether a list price needs a second person: the first one, and a lower one unless it covers what every code for sale
 * cost and every code of late. With nothing for sale it covers nothing: codes that come later would be sold for it. One
 * cheap code among many does not lower the ceiling, and steps cannot be cut into small ones, because each is judged
 * for itself.
 */
export function listPriceTakesTwo({ before, after, available, costCeiling }: PriceStep): boolean {
  if (before === null) return true;
  if (after >= before) return false;
  const isCovered = available > 0 && costCeiling !== null && after >= costCeiling;
  return !isCovered;
}
