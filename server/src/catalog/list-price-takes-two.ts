/** A list price before and after the change, and what is known of the cost of its codes; minor units of one currency. */
export interface PriceStep {
  readonly before: number | null;
  readonly after: number;
  /** Live codes for sale. */
  readonly available: number;
  /** The highest cost in this currency of the codes for sale and of recent ones; null if one of them has no cost in it. */
  readonly costCeiling: number | null;
}

/**
 * Whether a list price needs a second person: the first one does, and a lower one does unless it covers the cost of every code for
 * sale and of every recent code. With nothing for sale it covers nothing, because later codes would be sold at it. One cheap code
 * among many does not lower the ceiling, and small steps do not avoid the rule, because it applies to each step.
 */
export function listPriceTakesTwo({ before, after, available, costCeiling }: PriceStep): boolean {
  if (before === null) return true;
  if (after >= before) return false;
  const isCovered = available > 0 && costCeiling !== null && after >= costCeiling;
  return !isCovered;
}
