import type { CatalogWatch } from '../catalog/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import {
  eachTenant,
  findManualTier,
  lockPartner,
  manualTiers,
  setTier,
} from '../partners/index.ts';
import { volumesOf } from './move-to-tiers.ts';
import { isSameTier, tierInForce } from './volume.ts';

/**
 * Stores each tenant's tier by the volume it bought in the last 720 hours, less refunds, unless staff set one by hand. Returns how many changed. Runs hourly
 * and when tiers change; orders and `/balance` use the stored tier.
 */
export async function recomputeTiers(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly catalog: CatalogWatch;
}): Promise<number> {
  const { database, clock, catalog } = parts;
  const volumes = await volumesOf(database.reads, clock.now());
  const byHand = await manualTiers(database.reads);
  let changed = 0;
  for await (const tenant of eachTenant(database.reads)) {
    // nothing: a tenant that bought nothing is not among these.
    const volume30d = volumes.get(tenant.tenantId) ?? 0;
    const tiers = catalog.tiers(tenant.currency);
    const next = tierInForce(tiers, volume30d, byHand.get(tenant.tenantId) ?? null);
    if (isSameTier(tenant, next)) continue;
    await database.transaction(async (tx) => {
      // A colleague may have set it by hand meanwhile.
      await lockPartner(tx, tenant.partnerId);
      const set = tenant.mode === 'live' ? await findManualTier(tx, tenant.partnerId) : null;
      await setTier(tx, tenant.tenantId, tierInForce(tiers, volume30d, set?.tier ?? null));
    });
    changed += 1;
  }
  return changed;
}
