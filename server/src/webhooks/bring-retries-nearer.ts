import type { Tx } from '../kit/database/index.ts';

/**
 * Brings the retries nearer that wait at a test tenant's endpoints, and what follows from how long an endpoint has failed. Live endpoints
 * are refused by the database.
 */
export async function bringRetriesNearer(tx: Tx, tenantId: number, byMs: number): Promise<void> {
  await tx.query('SELECT webhooks.bring_retries_nearer($1, $2)', [tenantId, byMs]);
}
