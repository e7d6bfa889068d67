import { operations } from '@psnb2b/contract';
import type { CatalogWatch } from '../../catalog/index.ts';
import { type FundingParts, setTestBalance } from '../../funding/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { json, type Route, replayed } from '../../kit/http/index.ts';
import { Refusal } from '../../kit/refusal.ts';
import { balanceOf, onceByTenant } from '../../ledger/index.ts';
import { byKey, type KeyEntry, keyRoute } from '../../partners/index.ts';
import { presentBalance } from '../present/balance.ts';

interface Parts extends FundingParts {
  readonly catalog: CatalogWatch;
}

export function balanceRoutes(parts: Parts): Route<KeyEntry>[] {
  const { database, catalog } = parts;
  const show = async ({ tenantId, tenant }: KeyEntry) =>
    presentBalance(await balanceOf(database.reads, tenantId), tenant, catalog);
  return [
    keyRoute(operations.getBalance, async ({ caller }) => json(200, await show(caller))),
    keyRoute(operations.setTestBalance, async (call) => {
      const { caller, idempotency, at } = call;
      if (caller.mode !== 'test') throw new Refusal('test_key_required');
      const { tenantId, partner } = caller;
      const wanted = amountOf('balance', call.body.balance, partner.currency);
      const request = { tenantId, operation: operations.setTestBalance.id, idempotency, at };
      const { made } = await onceByTenant(database, request, async (tx) => {
        const resource = await setTestBalance(tx, parts, caller, wanted, byKey(call));
        return { resource, made: true };
      });
      return replayed(json(200, await show(caller)), made === null);
    }),
  ];
}
