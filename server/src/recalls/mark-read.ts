import type { Tx } from '../kit/database/index.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { recallOf } from './list-recalls.ts';

/** Notes when a person first marked a recall as read; `not_found` if the tenant has no such recall. */
export async function markRead(
  tx: Tx,
  tenant: TenantRef,
  userId: string,
  recallId: string,
  at: Date,
): Promise<void> {
  await recallOf(tx, tenant, userId, recallId);
  await tx.query(
    `INSERT INTO recalls.readings (recall_id, user_id, read_at) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING`,
    [recallId, userId, at],
  );
}
