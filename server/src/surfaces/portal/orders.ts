import * as contract from '@psnb2b/contract';
import { productIdsOf } from '../../catalog/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters } from '../../kit/given.ts';
import { countedPage, csvList, json, pageAndFilters, replayed } from '../../kit/http/index.ts';
import { parseId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { present } from '../../kit/present.ts';
import type { TenantRef } from '../../kit/tenant-ref.ts';
import * as orders from '../../orders/index.ts';
import { ordersOfPurchase } from '../../purchases/index.ts';
import { onPortal, type PortalCall } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentOrders } from '../present/order.ts';
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
      const [at, { sort = 'newest', ...asked }] = pageAndFilters(call.query);
      const wanted = await wantedBy(parts, tenant, asked);
      const show = (listed: readonly orders.FoundOrder[]) => presentOrders(reads, listed);
      const count = (most: number) => orders.countOrders(reads, tenant, wanted, most);
      if (sort === 'newest') {
        return countedPage(
          orders.orderPages,
          at,
          (page) => orders.listOrders(reads, tenant, { ...wanted, ...page }, catalog.product),
          show,
          count,
        );
      }
      return countedPage(
        orders.sortedOrderPages(sort),
        at,
        (page) =>
          orders.listSortedOrders(reads, tenant, sort, { ...wanted, ...page }, catalog.product),
        show,
        count,
      );
    },
    exportOrders: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { raw: asText = false, ...asked } = call.query;
      const wanted = await wantedBy(parts, tenant, asked);
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
      const [shown] = await presentOrders(reads, [order]);
      return json(200, required(shown, 'one for each'));
    },
    getSpending: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { currency } = tenant;
      const { volume30d, days } = await orders.spendingOf(reads, tenant, call.at);
      return json(
        200,
        present(
          contract.Spending,
          { currency, asOf: call.at },
          {
            volume_30d: formatMoney(volume30d, currency),
            days: days.map((day) => ({ ...day, total: formatMoney(day.total, currency) })),
          },
        ),
      );
    },
    confirmOrder: async (call) =>
      acted(await orders.confirmOrder(parts, await orderActOf(reads, call))),
    cancelOrder: async (call) =>
      acted(await orders.cancelOrder(parts, await orderActOf(reads, call))),
  });
}

type Asked = Omit<PortalCall<'exportOrders'>['query'], 'raw'>;

/** The orders that a person asks for: what the list shows, its export has. */
async function wantedBy(
  { catalog, database }: Pick<Parts, 'catalog' | 'database'>,
  tenant: TenantRef,
  asked: Asked,
): Promise<orders.OrderFilters> {
  const { boughtBy, region, sku, search, ...wanted } = filters(contract.PortalOrderFilters, asked);
  const { reads } = database;
  const found: orders.OrderFilters =
    search === undefined ? {} : await foundBy(reads, tenant, search);
  const placed: orders.OrderFilters = boughtBy === undefined ? {} : placedBy(boughtBy);
  return {
    ...wanted,
    productIds: productIdsOf(catalog.current, { region, sku }),
    ...found,
    ...placed,
  };
}

/** What a search names: an order, the orders of a purchase, or a part of their references. */
async function foundBy(db: Db, tenant: TenantRef, search: string): Promise<orders.OrderFilters> {
  const orderId = parseId('ord', search);
  if (orderId !== null) return { orderId };
  const purchaseId = parseId('pur', search);
  if (purchaseId === null) return { referencePart: search };
  return { orderIds: await ordersOfPurchase(db, [tenant.tenantId], purchaseId) };
}

/** What was placed by a key or a person; an id of neither matches nothing. */
function placedBy(id: string): orders.OrderFilters {
  const keyId = parseId('key', id);
  if (keyId !== null) return { keyId };
  const userId = parseId('usr', id);
  if (userId === null) return { orderIds: [] };
  return { userId };
}
