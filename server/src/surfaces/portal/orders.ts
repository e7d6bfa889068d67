import * as contract from '@psnb2b/contract';
import { parseRegion } from '../../catalog/index.ts';
import type { PersonOf } from '../../identity/index.ts';
import { filters } from '../../kit/given.ts';
import { json, page, replayed } from '../../kit/http/index.ts';
import { parseId } from '../../kit/ids.ts';
import { wholeList } from '../../kit/pages.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import * as orders from '../../orders/index.ts';
import { tenantOf } from '../../partners/index.ts';
import { onPortal, type PortalCall } from '../calls.ts';
import type { Parts } from '../parts.ts';

interface ModeCall {
  readonly caller: PersonOf<'portal'>;
  readonly query: { readonly mode?: Mode };
}

/** Orders, as a partner's people see them: the verbs of the partner API behind a session. */
export function orderRoutes(parts: Parts) {
  const { catalog } = parts;
  const { reads } = parts.database;
  // nothing: the contract's default mode is live.
  const tenantOfCall = ({ caller, query: { mode = 'live' } }: ModeCall) =>
    tenantOf(reads, caller.partnerId, mode);
  const actOf = async (call: PortalCall<'confirmOrder'> | PortalCall<'cancelOrder'>) => ({
    tenant: await tenantOfCall(call),
    orderId: call.params.order_id,
    idempotency: call.idempotency,
    by: call.by,
  });
  return onPortal({
    listOrders: async (call) => {
      const tenant = await tenantOfCall(call);
      const { status, region, search, ...asked } = filters(contract.PortalOrderQuery, call.query);
      const orderId = search === undefined ? null : parseId('ord', search);
      const wanted = {
        status: status && [status],
        productIds: region === undefined ? undefined : catalog.productIdsIn(parseRegion(region)),
        ...(orderId === null ? { reference: search } : { orderId }),
      };
      return page(
        orders.orderPages,
        asked,
        (page) => orders.listOrders(reads, tenant, { ...wanted, ...page }, catalog.product),
        (listed) => listed.map(orders.orderBody),
      );
    },
    getOrder: async (call) => {
      const tenant = await tenantOfCall(call);
      const order = await orders.findOrder(reads, tenant, call.params.order_id, catalog.product);
      if (!order) throw new Refusal('not_found');
      return json(200, orders.orderBody(order));
    },
    listMaskedCodes: async (call) => {
      const tenant = await tenantOfCall(call);
      const codes = await orders.maskedCodesOf(parts, tenant, call.params.order_id, null);
      const data = codes.map(({ code: { known }, shown }) => {
        const { id, status, replaces, delivered_at, claimable_until } = shown;
        return { id, status, read: known, replaces, delivered_at, claimable_until };
      });
      return json(200, wholeList(data));
    },
    confirmOrder: async (call) => {
      const done = await orders.confirmOrder(parts, await actOf(call));
      return replayed(json(200, orders.bodyOf(done.text)), done.replayed);
    },
    cancelOrder: async (call) => {
      const done = await orders.cancelOrder(parts, await actOf(call));
      return replayed(json(200, orders.bodyOf(done.text)), done.replayed);
    },
  });
}
