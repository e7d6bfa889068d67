import type { Tx } from '../kit/database/index.ts';

/** Creates a tenant's event stream; it must exist before the tenant's first event. */
export async function openStream(tx: Tx, tenantId: number): Promise<void> {
  await tx.query('INSERT INTO events.streams (tenant_id) VALUES ($1)', [tenantId]);
}
