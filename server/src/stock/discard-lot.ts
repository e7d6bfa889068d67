import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { emptyLot } from './empty-lot.ts';
import { type LotIdentity, lotConnection } from './import-connection.ts';
import { type LotAct, notifyLotChange } from './notify-lot-change.ts';

/**
 * Discards a lot whose import is unfinished, or that is held: its codes are deleted and may be imported again. A discarded lot
 * stays so; `not_found`, or `invalid_state` for a complete one.
 */
export async function discardLot(
  parts: { readonly database: Database; readonly clock: Clock },
  { lotId, actor, reason = null }: LotAct,
): Promise<void> {
  const { database } = parts;
  const { rows } = await database.reads.query<LotIdentity & { status: string }>(
    'SELECT sha256, supplier_id AS "supplierId", mode, terms, status FROM stock.lots WHERE lot_id = $1',
    [lotId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  if (rows[0].status === 'discarded') return;
  const connection = await lotConnection(database, rows[0]);
  try {
    await markDiscarding(parts, { lotId, actor, reason });
    await emptyLot(connection, lotId);
  } finally {
    await connection.end();
  }
}

/** From here on the lot can only be discarded; its codes are deleted next. The caller holds the lot's connection. */
export async function markDiscarding(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  { lotId, actor, reason = null }: LotAct,
): Promise<void> {
  await database.transaction(async (tx) => {
    const at = clock.now();
    const { rows } = await tx.query<{ status: string; accepted: number }>(
      'SELECT status, accepted FROM stock.lots WHERE lot_id = $1 FOR UPDATE',
      [lotId],
    );
    const status = rows[0]?.status;
    if (status === 'discarding') return;
    if (status !== 'importing' && status !== 'held') {
      throw invalidState(
        status ?? 'unknown',
        `The lot is ${status}; only a lot that was never for sale can be discarded.`,
      );
    }
    await tx.query(`UPDATE stock.lots SET status = 'discarding' WHERE lot_id = $1`, [lotId]);
    await recordAudit(tx, {
      at,
      actor,
      action: 'lot.discarded',
      subject: formatId('lot', lotId),
      detail: { codes: rows[0]?.accepted, reason },
    });
    if (status === 'held') await notifyLotChange(tx, lotId, 'lot.discarded', at);
  });
}
