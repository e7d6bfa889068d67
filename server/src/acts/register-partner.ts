import { loadSnapshot, tierFor } from '../catalog/index.ts';
import { openStream } from '../events/index.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import { fundTestTenants, openAccounts } from '../ledger/index.ts';
import { type CreatedPartner, createPartner, type NewPartner, setTier } from '../partners/index.ts';

/** Creates a business with everything that both its tenants need before their first order. */
export async function registerPartner(
  { database }: { readonly database: Database },
  partner: NewPartner,
): Promise<CreatedPartner> {
  return database.transaction((tx) => foundPartner(tx, partner));
}

/** The same inside the caller's transaction. */
export async function foundPartner(tx: Tx, partner: NewPartner): Promise<CreatedPartner> {
  const created = await createPartner(tx, partner);
  const tier = tierFor((await loadSnapshot(tx)).tiers(partner.currency), 0);
  for (const { tenantId, mode } of created.tenants) {
    await openAccounts(tx, tenantId, mode, partner.currency);
    if (mode === 'test') await fundTestTenants(tx, partner.at, tenantId);
    await openStream(tx, tenantId);
    if (tier) {
      const { name, discountBps } = tier;
      await setTier(tx, tenantId, { tier: name, discountBps, volume30d: 0 });
    }
  }
  return created;
}
