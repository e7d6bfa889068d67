import { operations, portalOperations } from '@psnb2b/contract';
import type { CatalogWatch } from '../../catalog/index.ts';
import type { FundingParts } from '../../funding/index.ts';
import { setTestBalance } from '../../funding/index.ts';
import { byOf, onceByPerson, type Person } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { json, type Route, replayed } from '../../kit/http/index.ts';
import { Refusal } from '../../kit/refusal.ts';
import { balanceOf, onceByTenant, type TenantBalance } from '../../ledger/index.ts';
import {
  byKey,
  findPartner,
  type KeyEntry,
  keyRoute,
  type Mode,
  type Tenant,
  tenantOf,
} from '../../partners/index.ts';
import type { DoorRoute } from '../both/door-reply.ts';
import { doorRoute } from '../both/door-reply.ts';
import { businessOfCaller } from '../both/people.ts';
import { presentBalance } from '../present/balance.ts';

interface Parts extends FundingParts {
  readonly catalog: CatalogWatch;
}

export function balanceRoutes(parts: Parts): Route<KeyEntry>[] {
  const { database, catalog } = parts;
  const show = async ({ tenantId, tenant }: KeyEntry) =>
    presentBalance(await read(parts, tenantId), tenant, catalog);
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

/** The same behind a session. */
export function portalBalanceRoutes(parts: Parts): DoorRoute[] {
  const { database, catalog } = parts;
  const { getBalance, getTestBalance, setTestBalance: set } = portalOperations;
  const show = async (tenant: Tenant) =>
    json(200, presentBalance(await read(parts, tenant.tenantId), tenant, catalog));
  const tenantOfCaller = (caller: Person, mode: Mode) =>
    tenantOf(database.reads, businessOfCaller(caller).partnerId, mode);
  return [
    doorRoute(getBalance, async ({ caller }) => show(await tenantOfCaller(caller, 'live'))),
    doorRoute(getTestBalance, async ({ caller }) => show(await tenantOfCaller(caller, 'test'))),
    doorRoute(set, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const { currency, suspendedAt } = await findPartner(database.reads, partnerId);
      if (suspendedAt) throw new Refusal('partner_suspended');
      const wanted = amountOf('balance', call.body.balance, currency);
      const tenant = await tenantOfCaller(call.caller, 'test');
      await onceByPerson(database, set, call, async (tx) => {
        const resource = await setTestBalance(tx, parts, tenant, wanted, byOf(call));
        return { resource, made: true };
      });
      return show(tenant);
    }),
  ];
}

function read({ database }: Parts, tenantId: number): Promise<TenantBalance> {
  return balanceOf(database.reads, tenantId);
}
