import type { CatalogSnapshot } from '../catalog/index.ts';
import type { Db } from '../kit/database/index.ts';
import { shareOf } from '../kit/share-of.ts';
import { liveBuyers } from '../partners/index.ts';
import type { PricePreview } from './preview-prices.ts';

const LARGE_BPS = 1_000;
const SHOWN_MAX = 20;

/** Approved businesses that new list prices concern. */
export interface ConcernedPartners {
  readonly concerned: number;
  /** Those for which a price changes by a tenth or more, the largest change first. */
  readonly large: readonly LargeChange[];
  readonly largeCount: number;
}

interface LargeChange {
  readonly partnerId: string;
  readonly prices: number;
  readonly mostBps: number;
}

/** Which businesses would pay another price: a business with its own price for a product, or a fixed one in its
 * price list, does not. */
export async function concernedPartners(
  db: Db,
  catalog: CatalogSnapshot,
  previews: readonly PricePreview[],
): Promise<ConcernedPartners> {
  const byCurrency = Map.groupBy(previews, ({ currency }) => currency);
  let concerned = 0;
  const large: LargeChange[] = [];
  for (const { partnerId, currency } of await liveBuyers(db, [...byCurrency.keys()])) {
    const listId = catalog.priceListOf(partnerId, currency);
    // nothing: buyers are read by these currencies.
    const theirs = (byCurrency.get(currency) ?? []).filter(
      ({ productId }) =>
        (catalog.ownPrice(partnerId, productId, currency)?.amount ?? null) === null &&
        (listId === null || catalog.fixedPrice(listId, productId) === null),
    );
    if (theirs.length === 0) continue;
    concerned += 1;
    const changes = theirs.flatMap(({ before, after }) =>
      before === null ? [] : [shareOf(after - before, before)],
    );
    const many = changes.filter((bps) => Math.abs(bps) >= LARGE_BPS);
    if (many.length === 0) continue;
    const mostBps = many.reduce((most, bps) => (Math.abs(bps) > Math.abs(most) ? bps : most));
    large.push({ partnerId, prices: many.length, mostBps });
  }
  large.sort((a, b) => Math.abs(b.mostBps) - Math.abs(a.mostBps));
  return { concerned, large: large.slice(0, SHOWN_MAX), largeCount: large.length };
}
