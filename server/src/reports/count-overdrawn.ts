import type { Taking } from '../ledger/index.ts';

/**
 * How many orders would have been refused for lack of money if the credit limit had been this: what a refused order took stays available to the
 * ones after it. Minor units.
 */
export function countOverdrawn(takings: readonly Taking[], creditLimit: number) {
  const refused = new Set<string>();
  let spared = 0;
  let counted = 0;
  for (const { reference, amount, after } of takings.toReversed()) {
    if (amount >= 0) {
      if (refused.has(reference)) spared -= amount;
      continue;
    }
    counted += 1;
    if (after + spared >= -creditLimit) continue;
    refused.add(reference);
    spared -= amount;
  }
  return { affected: refused.size, counted };
}
