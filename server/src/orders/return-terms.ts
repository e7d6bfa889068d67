import { type CodeStatus, returnHoursDefault } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { type Epoch, lastEpoch } from '../kit/gaps/index.ts';
import { HOUR_MS } from '../kit/time.ts';
import { type Delivery, windowsFrom } from './order.ts';

/** How long codes can be returned; one term for all partners. */
export interface ReturnTerms {
  /** 0: not at all. */
  readonly returnHours: number;
  readonly defaultReturnHours: number;
  /** Null if it was never set. */
  readonly setAt: Date | null;
  readonly setBy: string | null;
  /** The last restore, which lost readings: nobody can tell whether codes that were delivered before it were read. Null: there was none. */
  readonly restored: Pick<Epoch, 'beganAt' | 'oldUntil'> | null;
}

export async function returnTerms(db: Db): Promise<ReturnTerms> {
  const { rows } = await db.query<Pick<ReturnTerms, 'returnHours' | 'setAt' | 'setBy'>>(
    `SELECT hours AS "returnHours", set_at AS "setAt", set_by AS "setBy" FROM orders.return_terms`,
  );
  const set = rows[0] ?? { returnHours: returnHoursDefault, setAt: null, setBy: null };
  return { ...set, defaultReturnHours: returnHoursDefault, restored: await lastEpoch(db) };
}

/** Sets it for every return from now on, whenever the order was delivered. */
export async function setReturnTerms(tx: Tx, hours: number, by: By): Promise<void> {
  const before = await returnTerms(tx);
  if (before.returnHours === hours && before.setAt !== null) return;
  await tx.query(
    `INSERT INTO orders.return_terms (hours, set_at, set_by) VALUES ($1, $2, $3)
     ON CONFLICT (only_row) DO UPDATE SET hours = $1, set_at = $2, set_by = $3`,
    [hours, by.at, by.actor],
  );
  const detail = { before: before.returnHours, after: hours };
  await recordAudit(tx, { ...by, action: 'return_terms.set', subject: 'returns', detail });
}

/** The last millisecond at which a code delivered then can be returned; null: none can. */
export function returnableUntil(delivery: Delivery, { returnHours }: ReturnTerms): Date | null {
  if (returnHours === 0) return null;
  return new Date(windowsFrom(delivery).getTime() + returnHours * HOUR_MS);
}

/** Whether a restore has lost whether a code delivered then was read. */
export function isReadingLost({ deliveredAt }: Delivery, { restored }: ReturnTerms): boolean {
  return restored !== null && deliveredAt < restored.oldUntil;
}

interface ReturnedPerhaps extends Delivery {
  readonly status: CodeStatus;
  readonly known: boolean;
  /** In an open or approved claim. */
  readonly isClaimed: boolean;
}

/** The last moment to return this code; null if it cannot be returned now. */
export function returnEndOf(
  { status, known, isClaimed, ...delivery }: ReturnedPerhaps,
  terms: ReturnTerms,
  at: Date,
): Date | null {
  const end = returnableUntil(delivery, terms);
  const isKept = status !== 'delivered' || known || isClaimed || isReadingLost(delivery, terms);
  return isKept || end === null || at > end ? null : end;
}
