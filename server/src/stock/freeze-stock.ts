import { required } from '../kit/assert.ts';
import { advisoryLocks, type Db, type Tx } from '../kit/database/index.ts';
import { type CodeSought, findPlace, soughtValues } from './find-place.ts';

/** Sells no live code until its product is released. */
export async function freezeStock(tx: Tx, at: Date): Promise<void> {
  await tx.query('SELECT stock.freeze_all($1)', [at]);
}

/** A product that a restore has frozen. */
export interface FrozenShelf {
  readonly shelfId: number;
  readonly productId: number;
  /** Codes that are sold again once it is released. */
  readonly available: number;
}

/** The frozen products that have codes, or may get some. */
export async function frozenShelves(db: Db): Promise<FrozenShelf[]> {
  const { rows } = await db.query<FrozenShelf & Record<string, unknown>>(
    'SELECT shelf_id AS "shelfId", product_id AS "productId", available FROM stock.frozen()',
  );
  return rows;
}

/** Sells a product again; returns how many codes it has, null if it was not frozen. */
export async function unfreezeShelf(tx: Tx, shelfId: number, at: Date): Promise<number | null> {
  await tx.query('SELECT stock.lock(ARRAY[$1::int], $2)', [shelfId, at]);
  const { rows } = await tx.query<{ codes: number | null }>(
    'SELECT stock.unfreeze($1, $2) AS codes',
    [shelfId, at],
  );
  return required(rows[0], 'a function gives a row').codes;
}

/**
 * Notes codes that partners have and that no lot of this database has: an import rejects them as known. Called in the transaction that did
 * not find them, after `lockImports`.
 */
export async function noteLostCodes(
  tx: Tx,
  fingerprints: readonly Buffer[],
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO stock.lost_codes (fingerprint, noted_at)
     SELECT DISTINCT u.fingerprint, $2::timestamptz FROM unnest($1::bytea[]) u(fingerprint)
         ON CONFLICT DO NOTHING`,
    [fingerprints, at],
  );
}

/** Lets no import store codes until the commit: one that is not found now is not there then. */
export async function lockImports(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.codes]);
}

/** `released`: it is not for sale, but its product is sold again, so it may have been sold a second time. */
export type DiscardOutcome = 'discarded' | 'not_for_sale' | 'released' | 'unknown';

/**
 * Takes single codes off sale for good, because somebody has them. Locks the shelves of all of them first, also the released ones:
 * orders take codes from those meanwhile.
 */
export async function discardCodes(
  tx: Tx,
  sought: readonly CodeSought[],
  at: Date,
): Promise<DiscardOutcome[]> {
  const runs = new Set<number>();
  for (const each of sought) {
    const place = await findPlace(tx, each);
    if (place) runs.add(place.runId);
  }
  await tx.query('SELECT stock.lock_of_runs($1, $2)', [[...runs], at]);
  const outcomes: DiscardOutcome[] = [];
  for (const each of sought) {
    const { rows } = await tx.query<{ outcome: DiscardOutcome }>(
      `SELECT CASE WHEN o_code IS NULL THEN 'unknown' ELSE stock.discard_code(o_run, o_position, $3) END
                AS outcome
         FROM stock.find_code($1, $2)`,
      [...soughtValues(each), at],
      'stock.discard_code',
    );
    outcomes.push(required(rows[0], 'a function gives a row').outcome);
  }
  return outcomes;
}
