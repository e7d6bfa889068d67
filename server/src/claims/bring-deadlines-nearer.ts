import type { Tx } from '../kit/database/index.ts';

/**
 * Brings the deadlines of a test tenant's undecided claims nearer, and the end of the windows of claimed codes that began at `since` or later.
 * The caller holds the tenant's lock. Live claims are refused by the database.
 */
export async function bringDeadlinesNearer(
  tx: Tx,
  tenantId: number,
  byMs: number,
  since: Date,
): Promise<void> {
  await tx.query('SELECT claims.bring_deadlines_nearer($1, $2, $3)', [tenantId, byMs, since]);
}
