import { operations, portalOperations } from '@psnb2b/contract';
import type { CatalogWatch } from '../catalog/index.ts';
import { businessOfCaller, type DoorCall, type DoorRoute } from '../identity/index.ts';
import { assert } from '../kit/assert.ts';
import type { Database } from '../kit/database/index.ts';
import { type Call, json, type Route, route } from '../kit/http/index.ts';
import { balanceOf } from '../ledger/index.ts';
import { type KeyEntry, tenantOf } from '../partners/index.ts';
import { presentBalance } from './present-balance.ts';

interface Parts {
  readonly database: Database;
  readonly catalog: CatalogWatch;
}

export function fundingRoutes(parts: Parts): Route<KeyEntry>[] {
  return [
    route(
      operations.getBalance,
      async ({ caller }: Call<KeyEntry, typeof operations.getBalance>) => {
        const balance = await balanceOf(parts.database.reads, caller.tenantId);
        assert(balance, `tenant ${caller.tenantId} has no accounts`);
        return json(200, presentBalance(balance, caller.tenant, parts.catalog));
      },
    ),
  ];
}

/** The same behind a session: of live orders. */
export function portalBalanceRoute({ database, catalog }: Parts): DoorRoute {
  const { getBalance } = portalOperations;
  return route(getBalance, async ({ caller }: DoorCall<typeof getBalance>) => {
    const { partnerId } = businessOfCaller(caller);
    const tenant = await tenantOf(database.reads, partnerId, 'live');
    const balance = await balanceOf(database.reads, tenant.tenantId);
    assert(balance, `tenant ${tenant.tenantId} has no accounts`);
    return json(200, presentBalance(balance, tenant, catalog));
  });
}
