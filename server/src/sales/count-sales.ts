import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { type ShopWatch, zoneOf } from '../shop/index.ts';

/** Movements of one transaction: it holds no lock that an order waits for, but a connection. */
const MOVES_MAX = 10_000;

/** Counts what was sold and came back since the last time, by the shop's day; returns how many movements of money that were. */
export async function countSales({
  database,
  clock,
  shop,
}: {
  readonly database: Database;
  readonly clock: Clock;
  readonly shop: ShopWatch;
}): Promise<number> {
  let all = 0;
  for (let moves = MOVES_MAX; moves === MOVES_MAX; all += moves) {
    const zone = zoneOf(shop.current());
    moves = await database.transaction(async (tx) => {
      const { rows } = await tx.query<{ moves: number }>(
        'SELECT sales.count($1, $2, $3) AS moves',
        [zone, MOVES_MAX, clock.now()],
        'sales.count',
      );
      // nothing: a function gives a row.
      return rows[0]?.moves ?? 0;
    });
  }
  return all;
}
