import type { Db, Tx } from '../kit/database/index.ts';

/** Number of events that one transaction deletes: a few milliseconds of work. */
const CHUNK = 1_000;

/** A tenant's events up to a number. */
export interface Prunable {
  readonly tenantId: number;
  /** The last number that was deleted before. */
  readonly pruned: number;
  readonly through: number;
}

/** Some old events; null if there are none. */
export async function findPrunable(db: Db, before: Date): Promise<Prunable | null> {
  const { rows } = await db.query<{ tenant_id: number; pruned: number; through: number }>(
    'SELECT tenant_id, pruned, through FROM events.prunable($1, $2)',
    [before, CHUNK],
    'events.prunable',
  );
  const [row] = rows;
  return row ? { tenantId: row.tenant_id, pruned: row.pruned, through: row.through } : null;
}

/** Deletes them. Locks the tenant's stream, so call it last in a transaction. */
export async function pruneEvents(
  tx: Tx,
  { tenantId, through }: Pick<Prunable, 'tenantId' | 'through'>,
): Promise<void> {
  await tx.query('SELECT events.prune($1, $2)', [tenantId, through], 'events.prune');
}
