import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';

/** A person's decision about a lot, and the reason; null if nobody was asked. */
export interface LotAct {
  readonly lotId: string;
  readonly actor: string;
  readonly reason?: string | null;
}

/** Notifies staff who manage stock of a change of a lot, in its commit. */
export async function notifyLotChange(
  tx: Tx,
  lotId: string,
  kind: 'lot.held' | 'lot.waiting' | 'lot.confirmed' | 'lot.discarded',
  at: Date,
): Promise<void> {
  const { rows } = await tx.query<{ fileName: string }>(
    'SELECT file_name AS "fileName" FROM stock.lots WHERE lot_id = $1',
    [lotId],
  );
  const { fileName } = required(rows[0], `lot ${lotId} is there`);
  await notify(tx, kind, 'staff', { lotId, fileName, at });
}
