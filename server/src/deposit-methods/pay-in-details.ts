import { randomInt } from 'node:crypto';
import { notify } from '../identity/index.ts';
import { advisoryLocks, type Database, type Db, type Tx } from '../kit/database/index.ts';
import { invalidState } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import { creditorReference } from './creditor-reference.ts';
import { nameOfMethod } from './name-method.ts';
import { addressesLeft, lockDepositMethod } from './store.ts';

const BODY_MAX = 1_000_000_000_000;
/** With at most so many left the staff are notified. */
const FEW = 10;

/** A tenant's creditor reference, given at the first call and the same for ever. Its digits say nothing about the tenant. */
export async function creditorReferenceOf(
  database: Database,
  tenantId: number,
  at: Date,
): Promise<string> {
  const known = await findReference(database.reads, tenantId);
  if (known) return known;
  return database.transaction(async (tx) => {
    await lockDetails(tx, tenantId);
    for (;;) {
      const given = await findReference(tx, tenantId);
      if (given) return given;
      const body = String(randomInt(BODY_MAX)).padStart(12, '0');
      await tx.query(
        `INSERT INTO deposit_methods.creditor_references (tenant_id, reference, given_at)
         VALUES ($1, $2, $3) ON CONFLICT (reference) DO NOTHING`,
        [tenantId, creditorReference(body), at],
      );
    }
  });
}

async function findReference(db: Db, tenantId: number): Promise<string | null> {
  const { rows } = await db.query<{ reference: string }>(
    'SELECT reference FROM deposit_methods.creditor_references WHERE tenant_id = $1',
    [tenantId],
  );
  return rows[0]?.reference ?? null;
}

/** The tenant whose creditor reference it is; null if it is nobody's. */
export async function tenantOfReference(db: Db, reference: string): Promise<number | null> {
  const { rows } = await db.query<{ tenant_id: number }>(
    'SELECT tenant_id FROM deposit_methods.creditor_references WHERE reference = $1',
    [reference],
  );
  return rows[0]?.tenant_id ?? null;
}

/** Whose these creditor references are; those of nobody are left out. */
export async function tenantsOfReferences(
  db: Db,
  references: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (references.length === 0) return new Map();
  const { rows } = await db.query<{ reference: string; tenant_id: number }>(
    'SELECT reference, tenant_id FROM deposit_methods.creditor_references WHERE reference = ANY ($1)',
    [references],
  );
  return new Map(rows.map((row) => [row.reference, row.tenant_id]));
}

/** The creditor references of tenants; one that has none yet is left out. */
export async function creditorReferences(
  db: Db,
  tenantIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await db.query<{ reference: string; tenant_id: number }>(
    'SELECT reference, tenant_id FROM deposit_methods.creditor_references WHERE tenant_id = ANY ($1)',
    [tenantIds],
  );
  return new Map(rows.map((row) => [row.tenant_id, row.reference]));
}

/**
 * Whose creditor references may be meant: by the twelve digits behind their check digits, or by their beginning, if that is the beginning of
 * one reference only. By what was given.
 */
export async function tenantsOfHints(
  db: Db,
  { bodies, cut }: { readonly bodies: readonly string[]; readonly cut: readonly string[] },
): Promise<ReadonlyMap<string, number>> {
  if (bodies.length === 0 && cut.length === 0) return new Map();
  const { rows } = await db.query<{ hint: string; tenant_id: number }>(
    `SELECT substr(reference, 5) AS hint, tenant_id FROM deposit_methods.creditor_references
      WHERE substr(reference, 5) = ANY ($1::text[])
      UNION ALL
     SELECT c.hint, min(r.tenant_id) FROM unnest($2::text[]) AS c (hint)
       JOIN deposit_methods.creditor_references r ON starts_with(r.reference, c.hint)
      GROUP BY c.hint HAVING count(*) = 1`,
    [bodies, cut],
  );
  return new Map(rows.map((row) => [row.hint, row.tenant_id]));
}

/** The addresses of a tenant, by method. */
export async function addressesOf(db: Db, tenantId: number): Promise<Map<string, string>> {
  const { rows } = await db.query<{ method_id: string; address: string }>(
    'SELECT method_id, address FROM deposit_methods.addresses WHERE tenant_id = $1',
    [tenantId],
  );
  return new Map(rows.map((row) => [row.method_id, row.address]));
}

/**
 * Gives a tenant its address of a method, at the first call the next one of the list; the same for ever. Null: the list is used up, and
 * the staff are notified. `invalid_state` for a method that partners do not see.
 */
export async function takeAddress(
  tx: Tx,
  notifier: Notifier,
  tenantId: number,
  methodId: string,
  at: Date,
): Promise<string | null> {
  // One after another: the next of the list is the next for everybody.
  const method = await lockDepositMethod(tx, methodId);
  const own = (await addressesOf(tx, tenantId)).get(methodId);
  if (own !== undefined) return own;
  if (method.confirmedAt === null || method.archivedAt !== null || method.network === null) {
    throw invalidState('closed', 'This way to pay in is not open; choose another one.');
  }
  const { rows } = await tx.query<{ address: string }>(
    `UPDATE deposit_methods.addresses SET tenant_id = $2, given_at = $3
      WHERE address_key = (
        SELECT address_key FROM deposit_methods.addresses
         WHERE method_id = $1 AND tenant_id IS NULL AND confirmed_at IS NOT NULL
         ORDER BY place LIMIT 1)
    RETURNING address`,
    [methodId, tenantId, at],
  );
  const left = await addressesLeft(tx, methodId);
  if (left <= FEW)
    await tellFewLeft(tx, notifier, { methodId, name: nameOfMethod(method), left }, at);
  return rows[0]?.address ?? null;
}

/** Notifies the staff once that few are left and once that none is, until more are imported. */
async function tellFewLeft(
  tx: Tx,
  notifier: Notifier,
  { methodId, name, left }: { methodId: string; name: string; left: number },
  at: Date,
): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE deposit_methods.methods SET told_left = $2
      WHERE method_id = $1 AND (told_left IS NULL OR ($2 = 0 AND told_left > 0))`,
    [methodId, left],
  );
  if (rowCount > 0) await notify(tx, 'addresses.few', 'staff', { name, left, at }, notifier);
}

async function lockDetails(tx: Tx, tenantId: number): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, $2)', [
    advisoryLocks.payInDetailsOfTenant,
    tenantId,
  ]);
}
