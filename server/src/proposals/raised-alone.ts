import { required } from '../kit/assert.ts';
import { advisoryLocks, type Db, type Tx } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';

/** Period over which a person's raises add up. */
export const RAISED_WINDOW_MS: number = 7 * DAY_MS;

/**
 * Counts a raise against what one person may raise alone, in one currency within seven days: a raise cut into small pieces, or
 * spread over many businesses, counts as one raise. Returns false, and counts nothing, if it is too much. Minor units.
 */
export async function mayRaiseAlone(
  tx: Tx,
  raise: { readonly actor: string; readonly currency: string; readonly amount: number },
  max: number,
  at: Date,
): Promise<boolean> {
  const { actor, currency, amount } = raise;
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    advisoryLocks.raisesOfPerson,
    actor,
  ]);
  if ((await raisedAlone(tx, raise, at)) + amount > max) return false;
  await tx.query(
    `INSERT INTO proposals.raised_alone (actor, currency, amount, raised_at)
     VALUES ($1, $2, $3, $4)`,
    [actor, currency, amount, at],
  );
  return true;
}

/** What a person raised alone in one currency within seven days. Minor units. */
export async function raisedAlone(
  db: Db,
  { actor, currency }: { readonly actor: string; readonly currency: string },
  at: Date,
): Promise<number> {
  const since = new Date(at.getTime() - RAISED_WINDOW_MS);
  const { rows } = await db.query<{ sum: number }>(
    `SELECT coalesce(sum(amount), 0)::bigint AS sum FROM proposals.raised_alone
      WHERE actor = $1 AND currency = $2 AND raised_at > $3`,
    [actor, currency, since],
  );
  return required(rows[0], 'a count has a row').sum;
}
