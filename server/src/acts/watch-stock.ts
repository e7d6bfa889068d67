import type { CatalogWatch } from '../catalog/index.ts';
import { notify } from '../identity/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';
import type { Notifier } from '../notifications/index.ts';
import { soldByDay } from '../orders/index.ts';
import { noteSoldOut, takeLow, writePaces } from '../stock/index.ts';

/** The pace of a product is that of so many days, today included. */
const PACE_DAYS = 14;

interface Parts extends Notifier {
  readonly database: Database;
  readonly clock: Clock;
  readonly products: CatalogWatch['product'];
}

/** Notifies staff of products whose stock has fallen to their threshold, once for each fall; returns how many. */
export function watchStock(parts: Parts): Promise<number> {
  const { database, clock, products } = parts;
  return database.transaction(async (tx) => {
    const at = clock.now();
    await noteSoldOut(tx, at);
    const low = await takeLow(tx, at);
    for (const { productId, available, threshold } of low) {
      const sku = products(productId)?.sku ?? String(productId);
      await notify(tx, 'stock.low', 'staff', { sku, available, threshold, at }, parts);
    }
    return low.length;
  });
}

/** Counts what each product sells a day. */
export async function countPaces({
  database,
  clock,
}: Pick<Parts, 'database' | 'clock'>): Promise<void> {
  const at = clock.now();
  const days = Array.from({ length: PACE_DAYS }, (_, index) => {
    const ago = (PACE_DAYS - 1 - index) * DAY_MS;
    return new Date(at.getTime() - ago).toISOString().slice(0, 10);
  });
  const sold = await soldByDay(database.reads, new Date(`${days[0]}T00:00:00.000Z`));
  await database.transaction((tx) => writePaces(tx, days, sold, at));
}
