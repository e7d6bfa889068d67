import type { Db, Tx } from '../database/index.ts';
import type { Idempotency } from '../http/index.ts';
import { Refusal } from '../refusal.ts';

/** The owner of the keys: two owners may use the same text. */
export type KeyOwner = { readonly tenantId: number } | { readonly userId: string };

/** What the first request with a key made, and its reply if the resource does not have it. */
export interface MadeBefore {
  readonly resource: string;
  readonly answer: string | null;
}

/**
 * What this request made when it came before; null when it is new. A key that was used for another request is
 * `idempotency_key_reused`. Free of races only under the lock of the key's owner, as in `once`.
 */
export async function findMade(
  db: Db,
  owner: KeyOwner,
  { key, fingerprint }: Idempotency,
): Promise<MadeBefore | null> {
  const { rows } = await db.query<MadeBefore & { readonly same: boolean }>(
    ...('tenantId' in owner
      ? find(TENANTS, owner.tenantId, key, fingerprint)
      : find(PEOPLE, owner.userId, key, fingerprint)),
  );
  const [row] = rows;
  if (row && !row.same) throw new Refusal('idempotency_key_reused');
  return row ? { resource: row.resource, answer: row.answer } : null;
}

/** Orders write theirs by `kit.idempotency_save`, one batch at a time. */
const TENANTS = { table: 'kit.idempotency', owner: 'tenant_id' } as const;
const PEOPLE = { table: 'kit.acts', owner: 'actor' } as const;

function find(
  { table, owner }: typeof TENANTS | typeof PEOPLE,
  ...[id, key, fingerprint]: [id: number | string, key: string, fingerprint: string]
): [text: string, values: unknown[], name: string] {
  const text = `SELECT resource, answer, fingerprint = $3 AS same FROM ${table} WHERE ${owner} = $1 AND key = $2`;
  return [text, [id, key, Buffer.from(fingerprint, 'hex')], `${table}.find_made`];
}

interface NewRecord extends Idempotency, MadeBefore {
  readonly operation: string;
  readonly at: Date;
}

/** Uses a key up, in the transaction of its effect. */
export async function save(tx: Tx, owner: KeyOwner, record: NewRecord): Promise<void> {
  const { table, owner: column } = 'tenantId' in owner ? TENANTS : PEOPLE;
  const { key, fingerprint, operation, resource, answer, at } = record;
  const id = 'tenantId' in owner ? owner.tenantId : owner.userId;
  await tx.query(
    `INSERT INTO ${table} (${column}, key, fingerprint, operation, resource, created_at, answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, key, Buffer.from(fingerprint, 'hex'), operation, resource, at, answer],
  );
}

/** Keys are stored for 30 days; deletes some older ones and returns how many. */
export async function pruneRecords(tx: Tx, olderThan: Date, limit: number): Promise<number> {
  let pruned = 0;
  for (const { table } of [TENANTS, PEOPLE]) {
    const { rowCount } = await tx.query(
      `DELETE FROM ${table} WHERE ctid IN (
         SELECT ctid FROM ${table} WHERE created_at < $1 LIMIT $2)`,
      [olderThan, limit],
    );
    pruned += rowCount;
  }
  return pruned;
}
