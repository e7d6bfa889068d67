import { loadSnapshot, tierFor } from '../catalog/index.ts';
import { openStream } from '../events/index.ts';
import type { Link } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
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

/** The same for a business whose first person confirmed the e-mail address; returns its id. */
export async function foundSignedUp(tx: Tx, link: Link, at: Date): Promise<string> {
  const { partnerId } = await foundPartner(tx, {
    name: required(link.business, 'a sign-up names a business'),
    email: link.email,
    country: link.country,
    currency: required(link.currency, 'a sign-up names a currency'),
    approved: false,
    actor: 'system:sign-up',
    at,
  });
  return partnerId;
}
