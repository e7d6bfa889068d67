import type { CatalogWatch } from '../catalog/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { eachTenant, setTier } from '../partners/index.ts';
import { volumesOf } from './move-to-tiers.ts';
import { isSameTier, tierOfVolume } from './volume.ts';

/**
 * Stores each tenant's tier by the volume it bought in the last 720 hours, less refunds. Returns how many changed. Runs hourly
 * and when tiers change; orders and `/balance` use the stored tier.
 */
export async function recomputeTiers(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly catalog: CatalogWatch;
}): Promise<number> {
  const { database, clock, catalog } = parts;
  const volumes = await volumesOf(database.reads, clock.now());
  let changed = 0;
  for await (const tenant of eachTenant(database.reads)) {
    // nothing: a tenant that bought nothing is not among these.
    const volume30d = volumes.get(tenant.tenantId) ?? 0;
    const next = tierOfVolume(catalog.tiers(tenant.currency), volume30d);
    if (isSameTier(tenant, next)) continue;
    await database.transaction((tx) => setTier(tx, tenant.tenantId, next));
    changed += 1;
  }
  return changed;
}
