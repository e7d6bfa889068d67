import { assert, required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';

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

/** Locks the shelf from which the codes of a run would be sold, and returns their lot. */
export async function lockLotOf(tx: Tx, runId: number, at: Date): Promise<string> {
  const { rows } = await tx.query<{ lot: string }>('SELECT stock.lock_lot_of($1, $2) AS lot', [
    runId,
    at,
  ]);
  return required(rows[0], 'a function gives a row').lot;
}

/**
 * The codes in these places, in their order, to be sealed for new ids and sold again. The database gives none without the audit row,
 * which names `subject`, their order.
 */
export async function sealedForResale(
  tx: Tx,
  places: readonly StockPlace[],
  subject: string,
  by: By,
): Promise<SealedPlace[]> {
  const { rows } = await tx.query<SealedPlace>(
    `SELECT code_id AS "codeId", sealed, lot_id AS "lotId", product_id AS "productId", shelf_id AS "shelfId"
       FROM stock.sealed_for_resale($1, $2, $3, $4, $5, $6::int[], $7::int[])`,
    [
      ...[by.at, by.actor, subject, by.address ?? null, by.requestId ?? null],
      places.map(({ runId }) => runId),
      places.map(({ position }) => position),
    ],
  );
  assert(rows.length === places.length, 'each place has a code');
  return rows;
}
