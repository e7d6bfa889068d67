import { type CatalogWatch, tierFor } from '../catalog/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { listTenants, setTier } from '../partners/index.ts';

/** Volume counts for 30 days of 24 hours. */
const VOLUME_WINDOW_MS = 720 * 60 * 60 * 1000;

/**
 * Stores each tenant's tier by the volume it bought in the last 720 hours, less what was paid back. Gives how many changed.
 * Runs hourly and when tiers change; orders and `/balance` use what is stored.
 */
export async function recomputeTiers(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly catalog: CatalogWatch;
}): Promise<number> {
  const { database, clock, catalog } = parts;
  const since = new Date(clock.now().getTime() - VOLUME_WINDOW_MS);
  const { rows } = await database.reads.query<{ tenant_id: number; volume: number }>(
    `SELECT tenant_id, sum(total - coalesce(refunded, 0))::bigint AS volume FROM orders.orders
      WHERE delivered_at >= $1 GROUP BY tenant_id`,
    [since],
  );
  const volumes = new Map(rows.map((row) => [row.tenant_id, row.volume]));
  let changed = 0;
  for (const tenant of await listTenants(database.reads)) {
    // nothing: who bought nothing is not among these.
    const volume30d = volumes.get(tenant.tenantId) ?? 0;
    const tier = tierFor(catalog.tiers(tenant.currency), volume30d);
    // nothing: a currency without tiers gives no discount.
    const next = { tier: tier?.name ?? '', discountBps: tier?.discountBps ?? 0, volume30d };
    const same =
      tenant.tier === next.tier &&
      tenant.discountBps === next.discountBps &&
      tenant.volume30d === next.volume30d;
    if (same) continue;
    await database.transaction((tx) => setTier(tx, tenant.tenantId, next));
    changed += 1;
  }
  return changed;
}
