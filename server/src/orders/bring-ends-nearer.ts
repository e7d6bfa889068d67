import type { Db, Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { HOUR_MS } from '../kit/time.ts';
import { codesOf } from './codes-of.ts';
import { CLAIM_WINDOW_MS, claimableUntil } from './order.ts';
import { returnTerms } from './return-terms.ts';

/**
 * Brings the end of everything nearer that a test tenant's orders wait for: holds, invoices, codes, and the windows to claim and to
 * return codes that were delivered. What happened keeps its time. The caller holds the tenant's lock. Live orders are refused by the
 * database. `since`: what `openSince` returns.
 */
export async function bringEndsNearer(
  tx: Tx,
  tenantId: number,
  byMs: number,
  since: Date,
): Promise<void> {
  await tx.query('SELECT orders.bring_ends_nearer($1, $2, $3)', [tenantId, byMs, since]);
}

/**
 * Returns the earliest delivery whose windows can still be open. What has no window left is not written again: a clock that is advanced
 * often costs what is open, not what ever was.
 */
export async function openSince(db: Db, at: Date): Promise<Date> {
  const { returnHours } = await returnTerms(db);
  return new Date(at.getTime() - Math.max(CLAIM_WINDOW_MS, returnHours * HOUR_MS));
}

/** Until when the codes of a test order can be claimed, by their ids, if the test clock was advanced since any was delivered. */
export async function agedSince(
  db: Db,
  orderId: string,
): Promise<ReadonlyMap<string, string> | null> {
  const codes = await codesOf(db, [orderId]);
  if (codes.every(({ agedMs }) => agedMs === 0)) return null;
  return new Map(
    codes.map((code) => [formatId('cod', code.codeId), claimableUntil(code).toISOString()]),
  );
}
