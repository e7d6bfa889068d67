import * as contract from '@psnb2b/contract';
import { parseRegion } from '../../catalog/index.ts';
import { filters } from '../../kit/given.ts';
import { json, page, replayed } from '../../kit/http/index.ts';
import { parseId } from '../../kit/ids.ts';
import * as orders from '../../orders/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { orderActOf } from './order-act-of.ts';
import { tenantOfCall } from './tenant-of-call.ts';

/** Orders, as a partner's people see them: the verbs of the partner API behind a session. */
export function orderRoutes(parts: Parts) {
  const { catalog } = parts;
  const { reads } = parts.database;
  const acted = ({ text, replayed: again }: { text: string; replayed: boolean }) =>
    replayed(json(200, orders.bodyOf(text)), again);
  return onPortal({
    listOrders: async (call) => {
      const tenant = await tenantOfCall(reads, call);
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
      const tenant = await tenantOfCall(reads, call);
      const order = await orders.mustFindOrder(
        reads,
        tenant,
        call.params.order_id,
        catalog.product,
      );
      return json(200, orders.orderBody(order));
    },
    confirmOrder: async (call) =>
      acted(await orders.confirmOrder(parts, await orderActOf(reads, call))),
    cancelOrder: async (call) =>
      acted(await orders.cancelOrder(parts, await orderActOf(reads, call))),
  });
}
