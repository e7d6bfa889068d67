import type { Db, Tx } from '../kit/database/index.ts';

/** Number of events that one transaction deletes: a few milliseconds of work. */
const CHUNK = 2_000;

/** A tenant's events up to a number. */
export interface Prunable {
  readonly tenantId: number;
  /** The last number that was deleted before. */
  readonly pruned: number;
  readonly through: number;
  /** As many as one transaction deletes: more of them may be old. */
  readonly isFull: boolean;
}

/** What was found in some streams, and where to look next: null if these were the last. */
export interface PrunableFound {
  readonly found: readonly Prunable[];
  readonly next: number | null;
}

/** Looks for old events in so many streams whose tenant follows `after`. */
export async function findPrunable(
  db: Db,
  before: Date,
  { after, tenants }: { readonly after: number; readonly tenants: number },
): Promise<PrunableFound> {
  const { rows } = await db.query<{ tenant_id: number; pruned: number; through: number | null }>(
    'SELECT tenant_id, pruned, through FROM events.prunable_streams($1, $2, $3, $4)',
    [before, CHUNK, after, tenants],
    'events.prunable_streams',
  );
  const found = rows.flatMap(({ tenant_id, pruned, through }) =>
    through === null
      ? []
      : [{ tenantId: tenant_id, pruned, through, isFull: through - pruned >= CHUNK }],
  );
  return { found, next: rows.length < tenants ? null : (rows.at(-1)?.tenant_id ?? null) };
}

/** Deletes them. Locks the tenant's stream, so call it last in a transaction, and for one tenant only. */
export async function pruneEvents(
  tx: Tx,
  { tenantId, through }: Pick<Prunable, 'tenantId' | 'through'>,
): Promise<void> {
  await tx.query('SELECT events.prune($1, $2)', [tenantId, through], 'events.prune');
}
