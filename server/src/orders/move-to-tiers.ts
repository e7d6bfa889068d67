import type { Tier } from '../catalog/index.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { manualTiers, setTier, type Tenant, tenantsIn } from '../partners/index.ts';
import { isSameTier, type StoredTier, tierInForce, volumeSince } from './volume.ts';

/** A tenant and the tier that it would have. */
export interface TierMove {
  readonly tenant: Tenant;
  readonly next: StoredTier;
}

/** Volumes of 30 days by tenant, less refunds; minor units. */
export async function volumesOf(db: Db, at: Date): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ tenant_id: number; volume: number }>(
    `SELECT tenant_id, sum(total - coalesce(refunded, 0))::bigint AS volume FROM orders.orders
      WHERE delivered_at >= $1 GROUP BY tenant_id`,
    [volumeSince(at)],
  );
  return new Map(rows.map((row) => [row.tenant_id, row.volume]));
}

/** Every tenant of a currency with the tier that it gets of these tiers: by its volume, or set by hand. */
export async function planTierMoves(
  db: Db,
  { currency, tiers }: { readonly currency: string; readonly tiers: readonly Tier[] },
  at: Date,
): Promise<TierMove[]> {
  const volumes = await volumesOf(db, at);
  const byHand = await manualTiers(db);
  const tenants = await tenantsIn(db, currency);
  return tenants.map((tenant) => {
    // nothing: a tenant that bought nothing is not among these.
    const volume = volumes.get(tenant.tenantId) ?? 0;
    return { tenant, next: tierInForce(tiers, volume, byHand.get(tenant.tenantId) ?? null) };
  });
}

/** Gives every tenant of a currency its tier of these, in the commit that sets them. */
export async function moveToTiers(
  tx: Tx,
  set: { readonly currency: string; readonly tiers: readonly Tier[] },
  at: Date,
): Promise<void> {
  for (const { tenant, next } of await planTierMoves(tx, set, at)) {
    if (!isSameTier(tenant, next)) await setTier(tx, tenant.tenantId, next);
  }
}
