import type { Scope } from '@psnb2b/contract';
import { type CidrList, parseCidrList } from '../kit/addresses/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { createPolicy, type Policy } from '../kit/limits/index.ts';
import type { Mode } from '../kit/tenant-ref.ts';

/** Default of partner-wide caps: this multiple of the largest limit among its usable keys. */
const PARTNER_LIMIT_FACTOR = 3;

/** Everything that a request needs to know about its key. Money in minor units. */
export interface KeyEntry {
  readonly keyId: string;
  /** How the audit names it: `key:key_…`. */
  readonly actor: string;
  readonly tenantId: number;
  readonly partnerId: string;
  readonly mode: Mode;
  readonly scopes: ReadonlySet<Scope>;
  readonly networks: CidrList;
  readonly requests: Policy;
  /** Counted in addition to the requests. */
  readonly orders: Policy;
  readonly limitGroup: string;
  readonly caps: { readonly dailySpend: number | null; readonly dailyQuantity: number | null };
  readonly expiresAt: Date | null;
  readonly partner: {
    readonly approved: boolean;
    readonly suspended: boolean;
    readonly currency: string;
    readonly invoiceLimit: number;
    readonly approvalLimit: number | null;
    readonly holdSecondsMax: number;
    readonly holdsOpenMax: number;
    /** Below this balance the partner is warned; null: never. */
    readonly lowBalance: number | null;
    readonly publicKey: string | null;
  };
  readonly tenant: {
    readonly tier: string;
    readonly discountBps: number;
    readonly volume30d: number;
    /** Transaction (xid8) in which its prices last changed. */
    readonly pricedIn: string;
  };
}

interface Row {
  key_id: string;
  tenant_id: number;
  partner_id: string;
  mode: Mode;
  scopes: Scope[];
  allow_cidr: string[];
  requests_per_minute: number;
  orders_per_minute: number;
  limit_group: string;
  daily_spend: number | null;
  daily_quantity: number | null;
  expires_at: Date | null;
  approved: boolean;
  suspended: boolean;
  currency: string;
  invoice_limit: number;
  approval_limit: number | null;
  hold_seconds_max: number;
  holds_open_max: number;
  low_balance: number | null;
  public_key: string | null;
  partner_requests: number | null;
  partner_orders: number | null;
  largest_requests: number;
  largest_orders: number;
  tier: string;
  discount_bps: number;
  volume_30d: number;
  priced_in: string;
}

const QUERY = `
  SELECT k.key_id, k.tenant_id, t.partner_id, t.mode, k.scopes, k.allow_cidr,
         k.requests_per_minute, k.orders_per_minute, k.limit_group, k.daily_spend,
         k.daily_quantity, k.expires_at, p.approved_at IS NOT NULL AS approved,
         p.suspended_at IS NOT NULL AS suspended, p.currency, p.invoice_limit, p.approval_limit,
         p.hold_seconds_max, p.holds_open_max,
         p.low_balance, p.public_key, p.requests_per_minute AS partner_requests,
         p.orders_per_minute AS partner_orders, o.largest_requests, o.largest_orders,
         t.tier, t.discount_bps, t.volume_30d, t.priced_in::text AS priced_in
    FROM partners.keys k
    JOIN partners.tenants t USING (tenant_id)
    JOIN partners.partners p USING (partner_id)
    CROSS JOIN LATERAL (
      SELECT max(x.requests_per_minute) AS largest_requests,
             max(x.orders_per_minute) AS largest_orders
        FROM partners.keys x
       WHERE x.tenant_id = k.tenant_id AND x.revoked_at IS NULL
         AND x.unseen_until IS NULL AND (x.expires_at IS NULL OR x.expires_at > $2)) o
   WHERE k.hash = $1 AND k.revoked_at IS NULL AND k.unseen_until IS NULL
     AND (k.expires_at IS NULL OR k.expires_at > $2)`;

/** The entry of the usable key with this hash. */
export async function findKeyEntry(db: Db, hash: Buffer, at: Date): Promise<KeyEntry | null> {
  const { rows } = await db.query<Row>(QUERY, [hash, at], 'partners.key_entry');
  return rows[0] ? entryOf(rows[0]) : null;
}

/** Keys that replaced one another share a count; the partner-wide cap limits the effect of many keys. */
function policyOf(name: string, row: Row, limits: { key: number; partner: number }): Policy {
  return createPolicy(name, [
    { key: `${name} of keys ${row.limit_group}`, limit: limits.key },
    { key: `${name} of tenant ${row.tenant_id}`, limit: limits.partner },
  ]);
}

function entryOf(row: Row): KeyEntry {
  return {
    keyId: row.key_id,
    actor: `key:${formatId('key', row.key_id)}`,
    tenantId: row.tenant_id,
    partnerId: row.partner_id,
    mode: row.mode,
    scopes: new Set(row.scopes),
    networks: parseCidrList(row.allow_cidr),
    requests: policyOf('requests', row, {
      key: row.requests_per_minute,
      partner: row.partner_requests ?? PARTNER_LIMIT_FACTOR * row.largest_requests,
    }),
    orders: policyOf('orders', row, {
      key: row.orders_per_minute,
      partner: row.partner_orders ?? PARTNER_LIMIT_FACTOR * row.largest_orders,
    }),
    limitGroup: row.limit_group,
    caps: { dailySpend: row.daily_spend, dailyQuantity: row.daily_quantity },
    expiresAt: row.expires_at,
    partner: {
      approved: row.approved,
      suspended: row.suspended,
      currency: row.currency,
      invoiceLimit: row.invoice_limit,
      approvalLimit: row.approval_limit,
      holdSecondsMax: row.hold_seconds_max,
      holdsOpenMax: row.holds_open_max,
      lowBalance: row.low_balance,
      publicKey: row.public_key,
    },
    tenant: {
      tier: row.tier,
      discountBps: row.discount_bps,
      volume30d: row.volume_30d,
      pricedIn: row.priced_in,
    },
  };
}
