import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { lockShelvesOf } from './lock-shelves-of.ts';
import { notifyLotChange } from './notify-lot-change.ts';
import type { OnStock } from './on-stock.ts';
import type { LotState } from './open-lot.ts';

/** What putting a lot up for sale needs. */
export interface LotParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly onStock: OnStock;
}

/** A person's decision to sell a lot whose codes do not all look alike. */
export interface Confirmed {
  /** Null if nobody was asked. */
  readonly reason: string | null;
}

/**
 * Puts a completely read lot up for sale, in one commit with its audit row. The time is read after the locks: nothing that was
 * sold earlier may appear later.
 */
export async function completeLot(
  { database, clock, onStock }: LotParts,
  lotId: string,
  actor: string,
  confirmed?: Confirmed,
): Promise<LotState> {
  return database.transaction(async (tx) => {
    const shelves = await lockShelvesOf(tx, lotId, clock.now());
    const at = clock.now();
    await tx.query('SELECT stock.complete_lot($1, $2)', [lotId, at]);
    if (confirmed) {
      await tx.query('UPDATE stock.lots SET released_by = $2 WHERE lot_id = $1', [lotId, actor]);
    }
    await onStock(tx, shelves, at);
    const { rows } = await tx.query<{
      supplier: string | null;
      supplierId: string | null;
      rows_done: number;
      accepted: number;
      duplicates: number;
      rejected: number;
    }>(
      `SELECT k.name AS supplier, supplier_id AS "supplierId", rows_done, accepted, duplicates, rejected
         FROM stock.lots LEFT JOIN suppliers.known() k USING (supplier_id) WHERE lot_id = $1`,
      [lotId],
    );
    const lot = required(rows[0], `lot ${lotId} is there`);
    const { supplier, supplierId, rows_done: rowsDone, ...counts } = lot;
    await recordAudit(tx, {
      at,
      actor,
      action: confirmed ? 'lot.confirmed' : 'lot.imported',
      subject: formatId('lot', lotId),
      detail: {
        supplier,
        supplier_id: supplierId && formatId('sup', supplierId),
        ...counts,
        ...confirmed,
      },
    });
    if (confirmed) await notifyLotChange(tx, lotId, 'lot.confirmed', at);
    return { lotId, status: 'complete', rowsDone, ...counts };
  });
}
