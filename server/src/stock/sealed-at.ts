import { assert } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';

/** A sealed code in its place: sealed for its id, product and lot. */
export interface SealedPlace {
  readonly codeId: string;
  readonly sealed: Buffer;
  readonly lotId: string;
  readonly productId: number;
}

/** Reads the code in a place, after locking the shelf that it would be sold from. */
export async function sealedAt(
  tx: Tx,
  { runId, position }: { readonly runId: number; readonly position: number },
  at: Date,
): Promise<SealedPlace> {
  await tx.query(`SELECT stock.lock(ARRAY[s.shelf_id], $3) FROM stock.sealed_at($1, $2) s`, [
    runId,
    position,
    at,
  ]);
  const { rows } = await tx.query<SealedPlace>(
    `SELECT code_id AS "codeId", sealed, lot_id AS "lotId", product_id AS "productId"
       FROM stock.sealed_at($1, $2)`,
    [runId, position],
  );
  assert(rows[0], `run ${runId} has a code at ${position}`);
  return rows[0];
}
