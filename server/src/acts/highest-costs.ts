import type { Db } from '../kit/database/index.ts';
import { costsOfProducts } from '../stock/index.ts';

/** What the codes for sale of products cost at most. */
export interface HighestCosts {
  /** Live codes for sale. */
  available(productId: number): number;
  /** Of one code, in minor units; null without codes for sale, or if one of them has no cost in this currency. */
  highest(productId: number, currency: string): number | null;
}

export async function highestCosts(db: Db, productIds: readonly number[]): Promise<HighestCosts> {
  const { available, unknown, spans } = await costsOfProducts(db, [...new Set(productIds)]);
  const spansOf = Map.groupBy(spans, ({ productId }) => productId);
  return {
    // nothing: a product that never had codes has no shelf.
    available: (productId) => available.get(productId) ?? 0,
    highest: (productId, currency) => {
      // nothing: without codes for sale there is no cost.
      const costs = spansOf.get(productId) ?? [];
      const isKnown = !unknown.get(productId) && costs.every((each) => each.currency === currency);
      return isKnown ? (costs[0]?.high ?? null) : null;
    },
  };
}
