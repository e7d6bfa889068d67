import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Lots per product, so that orders cross the boundary between two lanes. */
const LOTS = 3;
/** As long as a real sealed code; nobody opens these. */
export const SEALED_BYTES = 156;

export interface Filling {
  readonly shelfId: number;
  readonly codes: number;
}

/** Puts invented codes on shelves with plain SQL, as complete lots in open lanes. */
export async function seedStock(client: pg.Client, fillings: readonly Filling[]): Promise<void> {
  for (let lot = 0; lot < LOTS; lot += 1) {
    const lotId = await seedLot(client, `stock ${randomUUID()}`);
    await client.query(
      `WITH runs AS (
         INSERT INTO stock.runs (lot_id, shelf_id, codes)
         SELECT $1, f.shelf_id, f.codes FROM unnest($2::int[], $3::int[]) f(shelf_id, codes)
         RETURNING run_id, shelf_id, codes),
       lanes AS (
         INSERT INTO stock.lanes (shelf_id, run_id, expires_at, head, tail)
         SELECT r.shelf_id, r.run_id, 'infinity', 0, r.codes FROM runs r),
       shelves AS (
         UPDATE stock.shelves s
            SET available = s.available + r.codes, changed = pg_current_xact_id()
           FROM runs r WHERE s.shelf_id = r.shelf_id)
       INSERT INTO stock.codes (run_id, position, code_id, fingerprint, sealed)
       SELECT r.run_id, n, uuidv7(), uuid_send(gen_random_uuid()),
              decode(repeat('5e', ${SEALED_BYTES}), 'hex')
         FROM runs r CROSS JOIN LATERAL generate_series(0, r.codes - 1) n`,
      [lotId, fillings.map((f) => f.shelfId), fillings.map((f) => Math.ceil(f.codes / LOTS))],
    );
  }
  await client.query(
    `UPDATE stock.lots t SET rows_done = c.codes, accepted = c.codes
       FROM (SELECT r.lot_id, sum(r.codes) AS codes FROM stock.runs r GROUP BY r.lot_id) c
      WHERE c.lot_id = t.lot_id`,
  );
}

/** Inserts a complete lot without runs; returns its id. */
export async function seedLot(client: pg.Client, name: string): Promise<string> {
  const { rows } = await client.query<{ lot_id: string }>(
    `INSERT INTO stock.lots (lot_id, mode, file_name, sha256, cost_currency, status,
                             imported_by, created_at, completed_at)
     VALUES (uuidv7(), 'live', $1, sha256(convert_to($1, 'UTF8')), 'USD', 'complete',
             'operator:bench', now(), now())
     RETURNING lot_id`,
    [name],
  );
  return rows[0]?.lot_id ?? '';
}
