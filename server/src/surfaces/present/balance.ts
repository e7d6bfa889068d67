import type { Balance } from '@psnb2b/contract';
import { type CatalogWatch, nextTier } from '../../catalog/index.ts';
import { formatMoney } from '../../kit/money.ts';
import type { TenantBalance } from '../../ledger/index.ts';
import type { Tenant } from '../../partners/index.ts';

/** A tenant's money and its stored tier, as the partner API and the portal show them. */
export function presentBalance(
  { currency, available, held, creditLimit }: TenantBalance,
  tenant: Pick<Tenant, 'tier' | 'discountBps' | 'volume30d'>,
  catalog: CatalogWatch,
): Balance {
  const money = (minor: number) => formatMoney(minor, currency);
  const next = nextTier(catalog.tiers(currency), tenant.volume30d);
  return {
    object: 'balance',
    currency,
    balance: money(available + held),
    held: money(held),
    credit_limit: money(creditLimit),
    available: money(available + creditLimit),
    tier:
      tenant.tier === ''
        ? null
        : {
            name: tenant.tier,
            discount_bps: tenant.discountBps,
            volume_30d: money(tenant.volume30d),
            next: next && {
              name: next.name,
              discount_bps: next.discountBps,
              volume_required: money(next.volume30d),
            },
          },
  };
}
