import * as contract from '@psnb2b/contract';
import { type CatalogWatch, productIdsOf } from '../../catalog/index.ts';
import { filters } from '../../kit/given.ts';
import { csvList, json, page, replayed } from '../../kit/http/index.ts';
import { parseId } from '../../kit/ids.ts';
import * as orders from '../../orders/index.ts';
import { onPortal, type PortalCall } from '../calls.ts';
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
      const { limit, cursor, ...asked } = call.query;
      const wanted = wantedBy(catalog, asked);
      return page(
        orders.orderPages,
        { ...(limit !== undefined && { limit }), ...(cursor !== undefined && { cursor }) },
        (page) => orders.listOrders(reads, tenant, { ...wanted, ...page }, catalog.product),
        (listed) => listed.map(orders.orderBody),
      );
    },
    exportOrders: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { raw: asText = false, ...asked } = call.query;
      const wanted = wantedBy(catalog, asked);
      const name = tenant.mode === 'test' ? 'test-orders.csv' : 'orders.csv';
      return csvList(
        call,
        { name, columns: contract.ordersCsvColumns },
        orders.orderPages,
        { raw: asText },
        (page) => orders.listOrders(reads, tenant, { ...wanted, ...page }, catalog.product),
        (listed) =>
          listed.map((order) => {
            const body = orders.orderBody(order);
            return { ...body, failure: body.failure?.code };
          }),
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

type Asked = Omit<PortalCall<'exportOrders'>['query'], 'raw'>;

/** The orders that a person asks for: what the list shows, its export has. */
function wantedBy(
  catalog: CatalogWatch,
  asked: Asked,
): Omit<orders.OrderFilters, 'limit' | 'behind'> {
  const { region, sku, search, ...wanted } = filters(contract.PortalOrderFilters, asked);
  const orderId = search === undefined ? null : parseId('ord', search);
  return {
    ...wanted,
    productIds: productIdsOf(catalog.current, { region, sku }),
    ...(orderId === null ? { reference: search } : { orderId }),
  };
}
