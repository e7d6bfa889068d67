import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';

/** What one person may do alone with stock. */
export interface StockLimits {
  /** A person who imports more codes within a day cannot put the last lot up for sale alone; null: everybody can. */
  readonly releaseCodes: number | null;
  /** Discarding more unsold codes within a day needs a second admin. */
  readonly discardCodes: number;
}

export interface SetStockLimits extends StockLimits {
  /** Null if they were never set. */
  readonly setAt: Date | null;
  readonly setBy: string | null;
}

/** Unsold codes that one person may discard within a day, unless it is set. */
export const discardCodesDefault = 100;
const WINDOW_MS = DAY_MS;

export async function stockLimits(db: Db): Promise<SetStockLimits> {
  const { rows } = await db.query<SetStockLimits>(
    `SELECT release_codes AS "releaseCodes", discard_codes AS "discardCodes", set_at AS "setAt", set_by AS "setBy"
       FROM stock.limits`,
  );
  return (
    rows[0] ?? { releaseCodes: null, discardCodes: discardCodesDefault, setAt: null, setBy: null }
  );
}

export async function writeStockLimits(tx: Tx, limits: StockLimits, by: By): Promise<void> {
  const { releaseCodes, discardCodes } = limits;
  const before = await stockLimits(tx);
  await tx.query(
    `INSERT INTO stock.limits (release_codes, discard_codes, set_at, set_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (only_row) DO UPDATE SET release_codes = $1, discard_codes = $2, set_at = $3, set_by = $4`,
    [releaseCodes, discardCodes, by.at, by.actor],
  );
  const detail = {
    before: { release_codes: before.releaseCodes, discard_codes: before.discardCodes },
    after: { release_codes: releaseCodes, discard_codes: discardCodes },
  };
  await recordAudit(tx, { ...by, action: 'stock_limits.set', subject: 'stock', detail });
}

/**
 * Whether a completely read lot is too large for one person: its codes and those of the other lots that the same person put up for
 * sale alone within a day count together, so that a file cut into small ones is one file.
 */
export async function isLarge(db: Db, lotId: string): Promise<boolean> {
  const { releaseCodes } = await stockLimits(db);
  if (releaseCodes === null) return false;
  const { rows } = await db.query<{ codes: number }>(
    `SELECT coalesce(sum(o.accepted), 0)::bigint AS codes
       FROM stock.lots l JOIN stock.lots o ON o.imported_by = l.imported_by
      WHERE l.lot_id = $1 AND o.mode = 'live' AND o.status IN ('importing', 'complete')
        AND (o.released_by IS NULL OR o.released_by = o.imported_by)
        AND (o.lot_id = l.lot_id OR o.status = 'complete')
        AND o.created_at > l.created_at - $2 * interval '1 millisecond' AND o.created_at <= l.created_at`,
    [lotId, WINDOW_MS],
  );
  return required(rows[0], 'a sum has a row').codes > releaseCodes;
}

/** How many unsold codes a person discarded alone within a day. */
export async function discardedAlone(db: Db, actor: string, at: Date): Promise<number> {
  const { rows } = await db.query<{ codes: number }>(
    `SELECT coalesce(sum(codes), 0)::bigint AS codes FROM stock.discards
      WHERE discarded_by = $1 AND alone AND discarded_at > $2`,
    [actor, new Date(at.getTime() - WINDOW_MS)],
  );
  return required(rows[0], 'a sum has a row').codes;
}
