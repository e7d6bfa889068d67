import type { PriceHistoryEntry } from '@psnb2b/contract';

/** A list price and how long it applied, as shares of the width and height of a chart: 0 is left or bottom. */
export interface ChartStep {
  readonly from: number;
  readonly to: number;
  readonly height: number;
  readonly price: string;
}

/**
 * The list prices of one currency as steps of a chart, from the oldest entry to `now`. Heights are for the eye alone: the axis
 * begins a tenth of the range below the lowest price.
 */
export function stepsOf(entries: readonly PriceHistoryEntry[], now: Date): readonly ChartStep[] {
  const prices = entries
    .flatMap(({ after, changed_at }) =>
      after === null ? [] : [{ price: after, at: new Date(changed_at).getTime() }],
    )
    .sort((a, b) => a.at - b.at);
  const [first] = prices;
  if (!first) return [];
  const values = prices.map(({ price }) => Number(price));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = (high - low || high) / 10;
  const length = Math.max(1, now.getTime() - first.at);
  return prices.map(({ price, at }, index) => ({
    from: (at - first.at) / length,
    to: ((prices[index + 1]?.at ?? now.getTime()) - first.at) / length,
    height: (Number(price) - low + margin) / (high - low + 2 * margin),
    price,
  }));
}
