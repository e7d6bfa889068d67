import type { Db, Tx } from '../kit/database/index.ts';

/** A tenant with an endpoint that receives inventory changes. */
export interface InventorySubscriber {
  readonly tenantId: number;
  /** The cursor of the last announced change; null: it has just subscribed. */
  readonly cursor: string | null;
}

/** Subscribers without an announcement since then. */
export async function listInventorySubscribers(
  db: Db,
  toldBefore: Date,
): Promise<InventorySubscriber[]> {
  const { rows } = await db.query<{ tenantId: number; cursor: string | null }>(
    `SELECT e.tenant_id AS "tenantId", min(m.cursor) AS cursor
       FROM webhooks.endpoints e
       LEFT JOIN webhooks.inventory_marks m ON m.tenant_id = e.tenant_id
      WHERE e.status = 'enabled' AND 'inventory.changed' = ANY(e.events)
        AND (m.announced_at IS NULL OR m.announced_at <= $1)
      GROUP BY e.tenant_id ORDER BY e.tenant_id`,
    [toldBefore],
  );
  return rows;
}

/** Records that it knows everything up to the cursor; `announcedAt` is null if no announcement was necessary. */
export async function markInventory(
  tx: Tx,
  tenantId: number,
  cursor: string,
  announcedAt: Date | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO webhooks.inventory_marks AS m (tenant_id, cursor, announced_at)
     VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id) DO UPDATE
        SET cursor = excluded.cursor, announced_at = coalesce(excluded.announced_at, m.announced_at)`,
    [tenantId, cursor, announcedAt],
  );
}
