import type { Clock } from '../kit/clock.ts';
import { type Database, isContention, NothingHappened, type Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { renderSettlement } from './passage.ts';
import { ordersById, type ProductLookup } from './store.ts';

/** Orders per transaction: a lot for which thousands wait must not lock its products for seconds. */
const PER_COMMIT_MAX = 50;

/**
 * Delivers codes that were put up for sale in this transaction to those who wait for them, oldest first, each for all of its codes or
 * none. The caller holds the locks of these shelves. What is left to do after some orders, or because somebody else has an account
 * locked, stays promised to the queue and is done by `fillQueues`. Returns how many orders were filled.
 */
export async function fillWaiting(
  tx: Tx,
  shelves: readonly number[],
  products: ProductLookup,
  at: Date,
): Promise<number> {
  const { rows: next } = await tx.query<{ order_id: string; held: number; sales: number }>(
    'SELECT order_id, held, sales FROM orders.next_in_queue($1, $2, $3)',
    [shelves, at, PER_COMMIT_MAX],
    'orders.next_in_queue',
  );
  if (next.length === 0) return 0;
  const ids = next.map((each) => each.order_id);
  const orders = await ordersById(tx, ids, products);
  const texts = orders.flatMap(({ terms, progress }) =>
    renderSettlement(terms, progress, at).slice(0, 2),
  );
  await tx.query('SELECT orders.fill($1, $2::uuid[], $3, $4, $5::uuid[], $6::text[])', [
    at,
    ids,
    next.map(({ held }) => held),
    next.map(({ sales }) => sales),
    texts.map(() => newUuid(at.getTime())),
    texts,
  ]);
  return next.length;
}

interface FillParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly catalog: { readonly product: ProductLookup };
}

/** Fills orders that wait for codes of a shelf, if there are any, in one transaction. Returns how many. */
function fillShelf({ database, clock, catalog }: FillParts, shelfId: number): Promise<number> {
  return database.transaction(async (tx) => {
    await tx.query('SELECT orders.lock_queue($1, $2)', [shelfId, PER_COMMIT_MAX]);
    const at = clock.now();
    await tx.query('SELECT stock.lock($1, $2)', [[shelfId], at]);
    return fillWaiting(tx, [shelfId], catalog.product, at);
  });
}

/** The same; 0 also if somebody else had the shelf locked for too long, who may be filling it. */
async function fillShelfUnlessBusy(parts: FillParts, shelfId: number): Promise<number> {
  try {
    return await fillShelf(parts, shelfId);
  } catch (error) {
    if (error instanceof NothingHappened && isContention(error.cause)) return 0;
    throw error;
  }
}

/**
 * Fills what `fillWaiting` left, in transactions of limited size, until the queues want nothing of what is in stock. Safe to run
 * twice and concurrently with everything. Returns how many orders were filled.
 */
export async function fillQueues(parts: FillParts): Promise<number> {
  for (let filled = 0; ; ) {
    const { rows } = await parts.database.reads.query<{ shelf_id: number }>(
      'SELECT shelf_id FROM stock.queues() WHERE filling',
    );
    const before = filled;
    for (const { shelf_id: shelfId } of rows) filled += await fillShelfUnlessBusy(parts, shelfId);
    if (filled === before) return filled;
  }
}
