import * as contract from '@psnb2b/contract';
import { type CatalogWatch, nextTier } from '../../catalog/index.ts';
import { present } from '../../kit/present.ts';
import type { TenantBalance } from '../../ledger/index.ts';
import type { Tenant } from '../../partners/index.ts';

type TierOf = Pick<Tenant, 'tier' | 'discountBps' | 'volume30d'>;

/** A tenant's money and its stored tier, as the partner API and the portal show them. */
export function presentBalance(balance: TenantBalance, tenant: TierOf, catalog: CatalogWatch) {
  const { available, held, creditLimit } = balance;
  const sums = { balance: available + held, available: available + creditLimit };
  const tier = presentTier(tenant, catalog, balance.currency);
  return present(contract.Balance, { ...balance, ...sums }, { tier });
}

export function presentTier(
  { tier: name, ...tier }: TierOf,
  catalog: CatalogWatch,
  currency: string,
) {
  if (name === '') return null;
  const higher = nextTier(catalog.tiers(currency), tier.volume30d);
  const row = higher && { ...higher, volumeRequired: higher.volume30d, currency };
  const next = row && present(contract.NextTier, row);
  return present(contract.BalanceTier, { ...tier, name, currency }, { next });
}
