import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { type Partner, partnerColumns, type Tenant, tenantColumns } from './partner.ts';

/** Number of rows read at a time. */
const CHUNK = 500;

export async function findPartner(db: Db, partnerId: string): Promise<Partner> {
  const { rows } = await db.query<Partner>(
    `SELECT ${partnerColumns} FROM partners.partners WHERE partner_id = $1`,
    [partnerId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** Every partner, newest first, for jobs and the command line; a page reads only those that it shows. */
export async function* eachPartner(db: Db): AsyncGenerator<Partner> {
  let last: string | null = null;
  for (;;) {
    const { rows }: { rows: Partner[] } = await db.query<Partner>(
      `SELECT ${partnerColumns} FROM partners.partners
        WHERE $1::uuid IS NULL OR partner_id < $1 ORDER BY partner_id DESC LIMIT ${CHUNK}`,
      [last],
    );
    yield* rows;
    last = rows.at(-1)?.partnerId ?? null;
    if (rows.length < CHUNK) return;
  }
}

/** Every currency that a partner uses and every tier that a tenant has, for lists of possible values. */
export async function termsInUse(db: Db): Promise<{ currencies: string[]; tiers: string[] }> {
  const { rows } = await db.query<{ currencies: string[]; tiers: string[] }>(
    `SELECT ARRAY(SELECT DISTINCT currency FROM partners.partners ORDER BY 1) AS currencies,
            ARRAY(SELECT DISTINCT tier FROM partners.tenants WHERE tier <> '' ORDER BY 1) AS tiers`,
  );
  return required(rows[0], 'two lists are one row');
}

/** How many live tenants have each tier. */
export async function countByTier(
  db: Db,
): Promise<{ readonly currency: string; readonly tier: string; readonly count: number }[]> {
  const { rows } = await db.query<{ currency: string; tier: string; count: number }>(
    `SELECT p.currency, t.tier, count(*) FROM partners.tenants t JOIN partners.partners p USING (partner_id)
      WHERE t.mode = 'live' GROUP BY p.currency, t.tier`,
  );
  return rows;
}

/** The partner, locked: its keys and terms are changed one at a time. */
export async function lockPartner(tx: Tx, partnerId: string): Promise<Partner> {
  const { rows } = await tx.query<Partner>(
    `SELECT ${partnerColumns} FROM partners.partners WHERE partner_id = $1 FOR NO KEY UPDATE`,
    [partnerId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

export async function tenantOf(db: Db, partnerId: string, mode: Mode): Promise<Tenant> {
  const { rows } = await db.query<Tenant>(
    `SELECT ${tenantColumns} FROM partners.tenants t JOIN partners.partners p USING (partner_id)
      WHERE t.partner_id = $1 AND t.mode = $2`,
    [partnerId, mode],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** The live tenants of businesses, by the businesses. */
export async function liveTenantsOf(
  db: Db,
  partnerIds: readonly string[],
): Promise<ReadonlyMap<string, Tenant>> {
  const { rows } = await db.query<Tenant>(
    `SELECT ${tenantColumns} FROM partners.tenants t JOIN partners.partners p USING (partner_id)
      WHERE t.partner_id = ANY ($1) AND t.mode = 'live'`,
    [partnerIds],
  );
  return new Map(rows.map((tenant) => [tenant.partnerId, tenant]));
}

/** Businesses that may buy now, in these currencies. */
export async function liveBuyers(
  db: Db,
  currencies: readonly string[],
): Promise<Pick<Partner, 'partnerId' | 'currency'>[]> {
  const { rows } = await db.query<Pick<Partner, 'partnerId' | 'currency'>>(
    `SELECT partner_id AS "partnerId", currency FROM partners.partners
      WHERE currency = ANY ($1) AND approved_at IS NOT NULL AND suspended_at IS NULL`,
    [currencies],
  );
  return rows;
}

/** Those of these businesses that are suspended. */
export async function suspendedAmong(
  db: Db,
  partnerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (partnerIds.length === 0) return new Set();
  const { rows } = await db.query<{ partnerId: string }>(
    `SELECT partner_id AS "partnerId" FROM partners.partners
      WHERE partner_id = ANY ($1) AND suspended_at IS NOT NULL`,
    [partnerIds],
  );
  return new Set(rows.map(({ partnerId }) => partnerId));
}

/** Both tenants of a business; `not_found` for an unknown one. */
export async function tenantIdsOf(db: Db, partnerId: string): Promise<number[]> {
  const live = await tenantOf(db, partnerId, 'live');
  const test = await tenantOf(db, partnerId, 'test');
  return [live.tenantId, test.tenantId];
}

export async function findTenant(db: Db, tenantId: number): Promise<Tenant | null> {
  const { rows } = await db.query<Tenant>(
    `SELECT ${tenantColumns} FROM partners.tenants t JOIN partners.partners p USING (partner_id)
      WHERE t.tenant_id = $1`,
    [tenantId],
  );
  return rows[0] ?? null;
}

/** Every tenant, for jobs; a page looks up only those that it shows. */
export async function* eachTenant(db: Db): AsyncGenerator<Tenant> {
  let last = 0;
  for (;;) {
    const { rows } = await db.query<Tenant>(
      `SELECT ${tenantColumns} FROM partners.tenants t JOIN partners.partners p USING (partner_id)
        WHERE t.tenant_id > $1 ORDER BY t.tenant_id LIMIT ${CHUNK}`,
      [last],
    );
    yield* rows;
    last = rows.at(-1)?.tenantId ?? last;
    if (rows.length < CHUNK) return;
  }
}

/** Every tenant that buys in a currency. */
export async function tenantsIn(db: Db, currency: string): Promise<Tenant[]> {
  const { rows } = await db.query<Tenant>(
    `SELECT ${tenantColumns} FROM partners.tenants t JOIN partners.partners p USING (partner_id)
      WHERE p.currency = $1 ORDER BY t.tenant_id`,
    [currency],
  );
  return rows;
}

/** Tenants by their ids, for the rows of a page. */
export async function tenantsById(
  db: Db,
  tenantIds: readonly number[],
): Promise<Map<number, Tenant>> {
  const { rows } = await db.query<Tenant>(
    `SELECT ${tenantColumns} FROM partners.tenants t JOIN partners.partners p USING (partner_id)
      WHERE t.tenant_id = ANY($1::int[])`,
    [[...new Set(tenantIds)]],
  );
  return new Map(rows.map((each) => [each.tenantId, each]));
}

/** The partners that tenants belong to, for lists of what was done. */
export async function tenantPartners(
  db: Db,
  tenantIds: readonly number[],
): Promise<Map<number, string>> {
  const { rows } = await db.query<{ tenant_id: number; partner_id: string }>(
    'SELECT tenant_id, partner_id FROM partners.tenants WHERE tenant_id = ANY($1::int[])',
    [tenantIds],
  );
  return new Map(rows.map((row) => [row.tenant_id, row.partner_id]));
}

/** All tenants of a mode, or those whose business has this text in its name, at most so many; for lists of staff. */
export async function tenantIdsIn(
  db: Db,
  mode: Mode,
  named: { readonly part: string; readonly most: number } | null = null,
): Promise<number[]> {
  const { rows } = await db.query<{ tenant_id: number }>(
    `SELECT t.tenant_id FROM partners.tenants t JOIN partners.partners p USING (partner_id)
      WHERE t.mode = $1 AND ($2::text IS NULL OR strpos(lower(p.name), lower($2)) > 0) LIMIT $3`,
    [mode, named?.part ?? null, named?.most ?? null],
  );
  return rows.map((row) => row.tenant_id);
}

/** The tenants of a tenant's partner: itself, and that of the other mode. */
export async function tenantsBeside(db: Db, tenantId: number): Promise<number[]> {
  const { rows } = await db.query<{ tenant_id: number }>(
    `SELECT o.tenant_id FROM partners.tenants t JOIN partners.tenants o USING (partner_id)
      WHERE t.tenant_id = $1`,
    [tenantId],
  );
  return rows.map((row) => row.tenant_id);
}

/** What the keys of a group have bought on a UTC day, which begins at `day`. */
export async function usageOfDay(
  db: Db,
  limitGroup: string,
  day: Date,
): Promise<{ readonly spend: number; readonly quantity: number }> {
  const { rows } = await db.query<{ spend: number; quantity: number }>(
    'SELECT spend, quantity FROM partners.key_usage WHERE limit_group = $1 AND day = $2::date',
    [limitGroup, day.toISOString().slice(0, 10)],
  );
  // nothing: a key that bought nothing on a day has no row for it.
  return rows[0] ?? { spend: 0, quantity: 0 };
}
