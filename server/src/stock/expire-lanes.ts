import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';

const SHELVES_MAX = 20;

/**
 * Takes expired codes off sale. A sale does this for the shelves that it locks; this is for the others, so that the shown
 * `available` is true. Returns how many shelves it checked.
 */
export async function expireLanes({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  for (let done = 0; ; ) {
    const at = clock.now();
    const { rows } = await database.reads.query<{ shelf_id: number }>(
      'SELECT shelf_id FROM stock.shelves WHERE next_expiry <= $1 ORDER BY shelf_id LIMIT $2',
      [at, SHELVES_MAX],
    );
    if (rows.length === 0) return done;
    const shelves = rows.map((row) => row.shelf_id);
    await database.transaction((tx) => tx.query('SELECT stock.lock($1, $2)', [shelves, at]));
    done += rows.length;
  }
}

/** Puts codes back on sale that expired only by a clock which ran ahead; returns how many. */
export async function unexpireLanes({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  const { rows } = await database.transaction((tx) =>
    tx.query<{ codes: number }>('SELECT stock.unexpire($1) AS codes', [clock.now()]),
  );
  return required(rows[0], 'a function gives a row').codes;
}
