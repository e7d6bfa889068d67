import type { Db, Tx } from '../database/index.ts';

export { actOnce } from './act-once.ts';

export interface IdempotencyRecord {
  /** Of the resource that the first request made. */
  readonly resource: string;
  readonly fingerprint: string;
  /** What was answered, where the resource does not tell it. */
  readonly answer?: string | null;
}

/** What a tenant's key already made, or null. Race-free only under the tenant's lock. */
export async function findRecord(
  db: Db,
  tenantId: number,
  key: string,
): Promise<IdempotencyRecord | null> {
  const { rows } = await db.query<{
    resource: string;
    fingerprint: Buffer;
    answer: string | null;
  }>(
    'SELECT resource, fingerprint, answer FROM kit.idempotency WHERE tenant_id = $1 AND key = $2',
    [tenantId, key],
    'kit.find_record',
  );
  const row = rows[0];
  return row ? { ...row, fingerprint: row.fingerprint.toString('hex') } : null;
}

/** Uses a key up, in the transaction of its effect. */
export async function saveRecord(
  tx: Tx,
  record: IdempotencyRecord & {
    readonly tenantId: number;
    readonly key: string;
    readonly operation: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO kit.idempotency (tenant_id, key, fingerprint, operation, resource, created_at, answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      record.tenantId,
      record.key,
      Buffer.from(record.fingerprint, 'hex'),
      record.operation,
      record.resource,
      record.at,
      record.answer ?? null,
    ],
  );
}

/** Keys are kept 30 days; deletes some that are older and tells how many. */
export async function pruneRecords(tx: Tx, olderThan: Date, limit: number): Promise<number> {
  let pruned = 0;
  for (const table of ['kit.idempotency', 'kit.acts']) {
    const { rowCount } = await tx.query(
      `DELETE FROM ${table} WHERE ctid IN (
         SELECT ctid FROM ${table} WHERE created_at < $1 LIMIT $2)`,
      [olderThan, limit],
    );
    pruned += rowCount;
  }
  return pruned;
}
