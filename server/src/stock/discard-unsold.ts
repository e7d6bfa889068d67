import { recordAudit } from '../audit/index.ts';
import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { lockShelvesOf } from './lock-shelves-of.ts';

/** A complete lot, its shelves locked, and how many of its codes are for sale. */
export interface UnsoldLot {
  readonly lotId: string;
  readonly fileName: string;
  readonly forSale: number;
}

/** Locks the shelves of a complete lot and counts its codes for sale. Throws `not_found`, or `invalid_state` for any other lot. */
export async function lockUnsold(tx: Tx, lotId: string, at: Date): Promise<UnsoldLot> {
  await lockShelvesOf(tx, lotId, at);
  const { rows } = await tx.query<UnsoldLot & { status: string }>(
    `SELECT t.lot_id AS "lotId", t.file_name AS "fileName", t.status, coalesce((
              SELECT sum(l.tail - l.head) FROM stock.lanes l JOIN stock.runs r ON r.run_id = l.run_id
               WHERE r.lot_id = t.lot_id AND l.state = 'open'), 0)::int AS "forSale"
       FROM stock.lots t WHERE t.lot_id = $1 FOR UPDATE`,
    [lotId],
  );
  const [lot] = rows;
  if (!lot) throw new Refusal('not_found');
  if (lot.status !== 'complete') {
    const detail = `The lot is ${lot.status}; only codes of a lot that is for sale can be discarded.`;
    throw invalidState(lot.status, detail);
  }
  return lot;
}

/**
 * Takes the codes of a locked lot that are for sale off sale for good. What is sold or on hold stays, and may come back on sale.
 * Their fingerprints stay, so that they are never imported again.
 */
export async function discardUnsold(
  tx: Tx,
  { lotId, fileName }: UnsoldLot,
  { reason, alone }: { readonly reason: string; readonly alone: boolean },
  by: By,
): Promise<number> {
  const { rows } = await tx.query<{ codes: number }>(
    'SELECT stock.discard_unsold($1, $2) AS codes',
    [lotId, by.at],
  );
  const { codes } = required(rows[0], 'a function gives a row');
  await tx.query(
    `INSERT INTO stock.discards (lot_id, codes, reason, discarded_at, discarded_by, alone)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [lotId, codes, reason, by.at, by.actor, alone],
  );
  await recordAudit(tx, {
    ...by,
    action: 'lot.unsold_discarded',
    subject: formatId('lot', lotId),
    detail: { codes, reason },
  });
  await notify(tx, 'lot.unsold_discarded', 'staff', { lotId, fileName, codes, at: by.at });
  return codes;
}
