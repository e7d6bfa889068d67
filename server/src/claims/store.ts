import type { ClaimReason, ClaimStatus } from '@psnb2b/contract';
import { assert, required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { findTenant, type Tenant } from '../partners/index.ts';
import type { ClaimedCode, StoredClaim } from './claim.ts';

type Row = Omit<StoredClaim, 'mode' | 'codes' | 'items'>;

export const claimColumns = `claim_id AS "claimId", tenant_id AS "tenantId", order_id AS "orderId",
  currency, reason, description, status, sequence, priority, origin, late, lot_id AS "lotId",
  filed_by AS "filedBy", created_at AS "createdAt", answer_due_at AS "answerDueAt",
  decision_due_at AS "decisionDueAt", waiting_since AS "waitingSince",
  first_answered_at AS "firstAnsweredAt", decided_at AS "decidedAt", decided_by AS "decidedBy"`;

export interface ClaimFilters extends PageAsked<string> {
  /** Part of the reference of its order, or the id of either. */
  readonly q?: string | undefined;
  readonly status?: readonly ClaimStatus[] | undefined;
  readonly reason?: readonly ClaimReason[] | undefined;
  readonly orderId?: string | undefined;
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

/** Claims of a partner, newest first. */
export const claimPages = new Pages('claims', idPlace, ({ claimId }: StoredClaim) => claimId, {
  turns: true,
});

/** A claim of this tenant; null if there is none, or it is somebody else's. */
export async function findClaim(
  db: Db,
  tenant: TenantRef,
  claimId: string,
): Promise<StoredClaim | null> {
  const { rows } = await db.query<Row>(
    `SELECT ${claimColumns} FROM claims.claims WHERE claim_id = $2 AND tenant_id = $1`,
    [tenant.tenantId, claimId],
  );
  const [claim] = await withCodes(db, rows, () => tenant.mode);
  return claim ?? null;
}

/** The same; `not_found` if there is none. */
export async function claimOf(db: Db, tenant: TenantRef, claimId: string): Promise<StoredClaim> {
  const claim = await findClaim(db, tenant, claimId);
  if (!claim) throw new Refusal('not_found');
  return claim;
}

/** Whose claim it is; `not_found` if there is none. For staff. */
export async function ownerOfClaim(db: Db, claimId: string): Promise<Tenant> {
  const tenantId = await tenantOfClaim(db, claimId);
  const tenant = tenantId === null ? null : await findTenant(db, tenantId);
  if (!tenant) throw new Refusal('not_found');
  return tenant;
}

const UNDECIDED_MAX = 1000;

/** Live claims that were filed before then and are not decided, oldest first. */
export async function undecidedBefore(
  db: Db,
  at: Date,
): Promise<{ claimId: string; tenantId: number }[]> {
  const { rows } = await db.query<{ claimId: string; tenantId: number }>(
    `SELECT claim_id AS "claimId", tenant_id AS "tenantId" FROM claims.claims
      WHERE status IN ('open', 'under_review', 'needs_info') AND created_at < $1
        AND partners.is_live(tenant_id) ORDER BY claim_id LIMIT ${UNDECIDED_MAX}`,
    [at],
  );
  return rows;
}

/** The last time at or after this at which a claim was filed that is not decided; null if there is none. */
export async function lastUndecided(db: Db, from: Date): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT max(created_at) AS at FROM claims.claims
      WHERE status IN ('open', 'under_review', 'needs_info') AND created_at >= $1`,
    [from],
  );
  return rows[0]?.at ?? null;
}

/** The tenant of a claim; null if there is none. For staff. */
export async function tenantOfClaim(db: Db, claimId: string): Promise<number | null> {
  const { rows } = await db.query<{ tenantId: number }>(
    'SELECT tenant_id AS "tenantId" FROM claims.claims WHERE claim_id = $1',
    [claimId],
  );
  return rows[0]?.tenantId ?? null;
}

type WhichClaims = Omit<ClaimFilters, keyof PageAsked<string>>;

const WHERE = `tenant_id = $1
        AND ($2::text[] IS NULL OR status = ANY($2))
        AND ($3::text[] IS NULL OR reason = ANY($3))
        AND ($4::uuid IS NULL OR order_id = $4)
        AND ($5::timestamptz IS NULL OR created_at > $5)
        AND ($6::timestamptz IS NULL OR created_at < $6)
        AND ($7::text IS NULL OR claim_id = $8 OR order_id = $9
             OR orders.has_reference_part(order_id, $7))`;

const valuesOf = ({ tenantId }: TenantRef, { q, ...filters }: WhichClaims) => [
  tenantId,
  filters.status ?? null,
  filters.reason ?? null,
  filters.orderId ?? null,
  filters.createdAfter ?? null,
  filters.createdBefore ?? null,
  ...(q === undefined ? [null, null, null] : [q, parseId('clm', q), parseId('ord', q)]),
];

/** Newest first. */
export async function listClaims(
  db: Db,
  tenant: TenantRef,
  { behind, limit, turned = false, ...filters }: ClaimFilters,
): Promise<StoredClaim[]> {
  const { behind: before, order } = falling({ turned });
  const { rows } = await db.query<Row>(
    `SELECT ${claimColumns} FROM claims.claims
      WHERE ${WHERE} AND ($10::uuid IS NULL OR claim_id ${before} $10)
      ORDER BY claim_id ${order} LIMIT $11`,
    [...valuesOf(tenant, filters), behind ?? null, limit],
  );
  return withCodes(db, rows, () => tenant.mode);
}

/** How many claims match, counted to one more than `most`. */
export async function countClaimsOf(
  db: Db,
  tenant: TenantRef,
  filters: WhichClaims,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT FROM claims.claims WHERE ${WHERE} LIMIT $10) counted`,
    [...valuesOf(tenant, filters), most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

/** Adds codes and evidence to rows of claims. */
export async function withCodes(
  db: Db,
  rows: readonly Row[],
  modeOf: (tenantId: number) => StoredClaim['mode'],
): Promise<StoredClaim[]> {
  if (rows.length === 0) return [];
  const ids = [rows.map((row) => row.claimId)];
  const codes = await db.query<ClaimedCode & { claimId: string }>(
    `SELECT claim_id AS "claimId", code_id AS "codeId", run_id AS "runId", position,
            lot_id AS "lotId", delivered_at AS "deliveredAt", aged_ms AS "agedMs", price, state, detail,
            replacement_id AS "replacementId"
       FROM claims.codes WHERE claim_id = ANY($1) ORDER BY claim_id, ordinal`,
    ids,
  );
  const items = await db.query<{ claimId: string; item: string }>(
    `SELECT DISTINCT claim_id AS "claimId", item FROM claims.evidence
      WHERE claim_id = ANY($1) AND item IS NOT NULL`,
    ids,
  );
  const codesBy = Map.groupBy(codes.rows, (row) => row.claimId);
  const itemsBy = Map.groupBy(items.rows, (row) => row.claimId);
  return rows.map((row) => ({
    ...row,
    mode: modeOf(row.tenantId),
    codes: (codesBy.get(row.claimId) ?? []).map(({ claimId: _, ...code }) => code),
    items: (itemsBy.get(row.claimId) ?? []).map(({ item }) => item),
  }));
}

/** Writes new claims of one tenant with their codes. */
export async function insertClaims(tx: Tx, claims: readonly StoredClaim[]): Promise<void> {
  const column = <Value>(value: (claim: StoredClaim) => Value) => claims.map(value);
  await tx.query(
    `INSERT INTO claims.claims
       (claim_id, tenant_id, order_id, currency, reason, description, status, sequence, priority,
        origin, late, lot_id, filed_by, created_at, answer_due_at, decision_due_at)
     SELECT u.claim_id, u.tenant_id, u.order_id, u.currency, u.reason, u.description, 'open', 1,
            u.priority, u.origin, u.late, u.lot_id, u.filed_by, u.created_at, u.answer_due_at,
            u.decision_due_at
       FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                   $8::text[], $9::boolean[], $10::uuid[], $11::text[], $12::timestamptz[],
                   $13::timestamptz[], $14::timestamptz[])
         u(claim_id, tenant_id, order_id, currency, reason, description, priority, origin, late,
           lot_id, filed_by, created_at, answer_due_at, decision_due_at)`,
    [
      column((each) => each.claimId),
      column((each) => each.tenantId),
      column((each) => each.orderId),
      column((each) => each.currency),
      column((each) => each.reason),
      column((each) => each.description),
      column((each) => each.priority),
      column((each) => each.origin),
      column((each) => each.late),
      column((each) => each.lotId),
      column((each) => each.filedBy),
      column((each) => each.createdAt),
      column((each) => each.answerDueAt),
      column((each) => each.decisionDueAt),
    ],
  );
  const codes = claims.flatMap(({ claimId, codes }) =>
    codes.map((code, index) => ({ ...code, claimId, ordinal: index + 1 })),
  );
  await tx.query(
    `INSERT INTO claims.codes
       (claim_id, code_id, ordinal, run_id, position, lot_id, delivered_at, aged_ms, price, state)
     SELECT u.*, 'open'
       FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::uuid[],
                   $7::timestamptz[], $8::bigint[], $9::bigint[]) u`,
    [
      codes.map((each) => each.claimId),
      codes.map((each) => each.codeId),
      codes.map((each) => each.ordinal),
      codes.map((each) => each.runId),
      codes.map((each) => each.position),
      codes.map((each) => each.lotId),
      codes.map((each) => each.deliveredAt),
      codes.map((each) => each.agedMs),
      codes.map((each) => each.price),
    ],
  );
}

/** Writes the state of a claim; it is a bug if the claim has changed since it was read, because its tenant is locked. */
export async function updateClaim(tx: Tx, before: StoredClaim, after: StoredClaim): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE claims.claims
        SET status = $3, sequence = $4, waiting_since = $5, decision_due_at = $6,
            first_answered_at = $7, decided_at = $8, decided_by = $9
      WHERE claim_id = $1 AND sequence = $2`,
    [
      before.claimId,
      before.sequence,
      after.status,
      after.sequence,
      after.waitingSince,
      after.decisionDueAt,
      after.firstAnsweredAt,
      after.decidedAt,
      after.decidedBy,
    ],
  );
  assert(rowCount === 1, `claim ${before.claimId} changed under its tenant's lock`);
  const changed = after.codes.filter((code, index) => code !== before.codes[index]);
  if (changed.length === 0) return;
  await tx.query(
    `UPDATE claims.codes c
        SET state = u.state, detail = u.detail, replacement_id = u.replacement_id
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[])
         u(code_id, state, detail, replacement_id)
      WHERE c.claim_id = $1 AND c.code_id = u.code_id`,
    [
      before.claimId,
      changed.map((code) => code.codeId),
      changed.map((code) => code.state),
      changed.map((code) => code.detail),
      changed.map((code) => code.replacementId),
    ],
  );
}

/** The open or approved claim of each of these codes, if there is one. */
export async function claimsHolding(
  db: Db,
  codeIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ codeId: string; claimId: string }>(
    `SELECT code_id AS "codeId", claim_id AS "claimId" FROM claims.codes
      WHERE code_id = ANY($1) AND state IN ('open', 'replaced', 'refunded')`,
    [codeIds],
  );
  return new Map(rows.map(({ codeId, claimId }) => [codeId, claimId]));
}
