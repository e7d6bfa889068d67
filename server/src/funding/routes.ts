import { type Balance, operations } from '@psnb2b/contract';
import { type CatalogWatch, nextTier } from '../catalog/index.ts';
import { assert } from '../kit/assert.ts';
import type { Database } from '../kit/database/index.ts';
import { type Call, json, type Route, route } from '../kit/http/index.ts';
import { formatMoney } from '../kit/money.ts';
import { balanceOf } from '../ledger/index.ts';
import type { KeyEntry } from '../partners/index.ts';

export function fundingRoutes(parts: {
  readonly database: Database;
  readonly catalog: CatalogWatch;
}): Route<KeyEntry>[] {
  return [
    route(
      operations.getBalance,
      async ({ caller }: Call<KeyEntry, typeof operations.getBalance>) => {
        const balance = await balanceOf(parts.database.reads, caller.tenantId);
        assert(balance, `tenant ${caller.tenantId} has no accounts`);
        return json(200, presentBalance(balance, caller, parts.catalog));
      },
    ),
  ];
}

function presentBalance(
  { currency, available, held, creditLimit }: Awaited<ReturnType<typeof balanceOf>> & object,
  { tenant }: KeyEntry,
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
