import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';

/** What somebody wants done with a lot, and why; null where nobody asked. */
export interface LotAct {
  readonly lotId: string;
  readonly actor: string;
  readonly reason?: string | null;
}

/** Notifies those who look after the stock of what happened to a lot, in the commit of it. */
export async function tellOfLot(
  tx: Tx,
  lotId: string,
  kind: 'lot.held' | 'lot.confirmed' | 'lot.discarded',
  at: Date,
): Promise<void> {
  const { rows } = await tx.query<{ fileName: string }>(
    'SELECT file_name AS "fileName" FROM stock.lots WHERE lot_id = $1',
    [lotId],
  );
  const { fileName } = required(rows[0], `lot ${lotId} is there`);
  await notify(tx, kind, 'staff', { lotId, fileName, at });
}
