import { type Tier, tierFor, WHOLE_BPS } from './price.ts';

/** Whether some volume would get a higher discount. */
export function lowersPrices(before: readonly Tier[], after: readonly Tier[]): boolean {
  return stepsOf(before, after).some((step) => step.after > step.before);
}

/** Whether some volume would pay half of what it pays now, or less: a slip rather than a discount. */
export function halvesPrices(before: readonly Tier[], after: readonly Tier[]): boolean {
  return stepsOf(before, after).some(
    (step) => (WHOLE_BPS - step.after) * 2 <= WHOLE_BPS - step.before,
  );
}

/** The discount now and then, from each of the volumes at which a tier of either begins, up to the next. */
function stepsOf(before: readonly Tier[], after: readonly Tier[]) {
  const discountAt = (tiers: readonly Tier[], volume: number) =>
    // nothing: a currency without tiers has no discount.
    tierFor(tiers, volume)?.discountBps ?? 0;
  return [...before, ...after].map(({ volume30d }) => ({
    before: discountAt(before, volume30d),
    after: discountAt(after, volume30d),
  }));
}
