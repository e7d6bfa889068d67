import { portalOperations } from '@psnb2b/contract';
import type { CatalogWatch } from '../../catalog/index.ts';
import { type FundingParts, setTestBalance } from '../../funding/index.ts';
import { byOf, onceByPerson, type Person } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { json } from '../../kit/http/index.ts';
import { Refusal } from '../../kit/refusal.ts';
import { balanceOf } from '../../ledger/index.ts';
import { findPartner, type Mode, type Tenant, tenantOf } from '../../partners/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { businessOfCaller } from '../both/people.ts';
import { presentBalance } from '../present/balance.ts';

interface Parts extends FundingParts {
  readonly catalog: CatalogWatch;
}

/** The balance of a business, and its test money, behind a session. */
export function portalBalanceRoutes(parts: Parts): DoorRoute[] {
  const { database, catalog } = parts;
  const { getBalance, getTestBalance, setTestBalance: set } = portalOperations;
  const show = async (tenant: Tenant) =>
    json(200, presentBalance(await balanceOf(database.reads, tenant.tenantId), tenant, catalog));
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
