import { lastChanges, recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import type { Moved } from '../kit/move/index.ts';

/** Writes into the audit of the new database that the shop was moved there, once for each move. */
export async function recordMove(
  tx: Tx,
  { id, copied }: Moved,
  names: { readonly from: string; readonly to: string },
  by: By,
): Promise<void> {
  const act = { action: 'database.moved', subject: id } as const;
  if ((await lastChanges(tx, [act])).length > 0) return;
  await recordAudit(tx, { ...by, ...act, detail: { ...names, ...copied } });
}
