import { type Tier, tierFor } from './price.ts';

/** Whether some volume would get a higher discount: from one of the volumes at which either begins, up to the next. */
export function lowersPrices(before: readonly Tier[], after: readonly Tier[]): boolean {
  const discountAt = (tiers: readonly Tier[], volume: number) =>
    // nothing: a currency without tiers has no discount.
    tierFor(tiers, volume)?.discountBps ?? 0;
  return [...before, ...after].some(
    ({ volume30d }) => discountAt(after, volume30d) > discountAt(before, volume30d),
  );
}
