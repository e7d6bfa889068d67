import { assert } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';

/** A code's place in stock. */
export interface StockPlace {
  readonly runId: number;
  readonly position: number;
}

/** A sealed code in its place: sealed for its id, product and lot. */
export interface SealedPlace {
  readonly codeId: string;
  readonly sealed: Buffer;
  readonly lotId: string;
  readonly productId: number;
  readonly shelfId: number;
}

/** Reads the code in a place, after locking the shelf that it would be sold from. */
export async function sealedAt(tx: Tx, place: StockPlace, at: Date): Promise<SealedPlace> {
  await tx.query(`SELECT stock.lock(ARRAY[s.shelf_id], $3) FROM stock.sealed_at($1, $2) s`, [
    place.runId,
    place.position,
    at,
  ]);
  const [code] = await sealedCodes(tx, [place]);
  assert(code, `run ${place.runId} has a code at ${place.position}`);
  return code;
}

/** The codes in these places, in their order. */
export async function sealedCodes(db: Db, places: readonly StockPlace[]): Promise<SealedPlace[]> {
  const { rows } = await db.query<SealedPlace>(
    `SELECT s.code_id AS "codeId", s.sealed, s.lot_id AS "lotId", s.product_id AS "productId",
            s.shelf_id AS "shelfId"
       FROM unnest($1::int[], $2::int[]) WITH ORDINALITY u(run_id, position, ord)
       CROSS JOIN LATERAL stock.sealed_at(u.run_id, u.position) s ORDER BY u.ord`,
    [places.map(({ runId }) => runId), places.map(({ position }) => position)],
  );
  assert(rows.length === places.length, 'each place has a code');
  return rows;
}
