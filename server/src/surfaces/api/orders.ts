import { type OrderListQuery, operations, orderCan } from '@psnb2b/contract';
import { parseRegion } from '../../catalog/index.ts';
import { type Call, chooseType, json, type Route, raw, replayed } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { idPlace, numberPlace, Pages, wholeList } from '../../kit/pages.ts';
import { mustBeAble, Refusal } from '../../kit/refusal.ts';
import {
  cancelOrder,
  codesCsv,
  confirmOrder,
  findOrder,
  listOrderReveals,
  listOrders,
  type OrderAct,
  type OrderFilters,
  type OrderParts,
  orderText,
  placeOrder,
  type RevealParts,
  revealCodes,
} from '../../orders/index.ts';
import { byKey, type KeyEntry, keyRoute } from '../../partners/index.ts';

const CODES_FORMS = ['application/json', 'text/csv'] as const;
const CSV = 'text/csv; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const NO_STORE = { 'cache-control': 'no-store', vary: 'Authorization, Accept' };

const orderPages = new Pages('orders', idPlace);
const revealPages = new Pages('reveals', numberPlace);

export function orderRoutes(parts: OrderParts & RevealParts): Route<KeyEntry>[] {
  const { database, catalog } = parts;
  return [
    keyRoute(operations.createOrder, async (call) => {
      const order = await placeOrder(parts, call.caller, call.body, call.idempotency, call.quota);
      const location = `/api/v1/orders/${formatId('ord', order.orderId)}`;
      return replayed(raw(201, order.text, { location }), order.replayed);
    }),
    keyRoute(operations.listOrders, async (call) => {
      const filters = readFilters(parts, call.query);
      const found = await listOrders(database.reads, call.caller, filters, catalog.product);
      const page = orderPages.cut(found, filters.limit, ({ terms }) => terms.orderId);
      return raw(
        200,
        `{"object":"list","data":[${page.rows.map(orderText).join(',')}]` +
          `,"has_more":${page.hasMore},"next_cursor":${JSON.stringify(page.nextCursor)}}`,
      );
    }),
    keyRoute(operations.getOrder, async (call) => {
      const id = call.params.order_id;
      const order = await findOrder(database.reads, call.caller, id, catalog.product);
      if (!order) throw new Refusal('not_found');
      return raw(200, orderText(order));
    }),
    keyRoute(operations.confirmOrder, async (call) => {
      const order = await confirmOrder(parts, actOf(call));
      return replayed(raw(200, order.text), order.replayed);
    }),
    keyRoute(operations.cancelOrder, async (call) => {
      const order = await cancelOrder(parts, actOf(call));
      return replayed(raw(200, order.text), order.replayed);
    }),
    keyRoute(operations.listOrderCodes, async (call) => {
      const orderId = call.params.order_id;
      const csv = chooseType(call.header('accept'), CODES_FORMS) === 'text/csv';
      // A HEAD shows no code, so none is opened and no reveal is recorded.
      if (call.isHead) {
        await mustHaveCodes(parts, call.caller, orderId);
        return raw(200, undefined, { ...NO_STORE, 'content-type': csv ? CSV : JSON_TYPE });
      }
      const codes = await revealCodes(parts, call.caller, orderId, {
        ...call,
        ...byKey(call),
        publicKey: call.caller.partner.publicKey,
      });
      if (csv) {
        const headers = { ...NO_STORE, 'content-type': CSV };
        return raw(200, codesCsv(codes, call.query), headers);
      }
      return json(200, { order_id: formatId('ord', orderId), ...wholeList(codes) }, NO_STORE);
    }),
    keyRoute(operations.listOrderReveals, async (call) => {
      const orderId = call.params.order_id;
      const { limit, from } = revealPages.read(call.query);
      const asked = from === null ? { limit } : { before: from, limit };
      const { reveals } = await listOrderReveals(parts, call.caller, orderId, asked);
      const page = revealPages.cut(reveals, limit, ({ entryId }) => entryId);
      const data = page.rows.map(({ reveal }) => reveal);
      const body = { order_id: formatId('ord', orderId), ...page.list(data) };
      return json(200, body, { 'cache-control': 'no-store' });
    }),
  ];
}

/** What a program asks to be done to an order. */
function actOf(
  call: Parameters<typeof byKey>[0] &
    Pick<Call<KeyEntry>, 'idempotency'> & { readonly params: { readonly order_id: string } },
): OrderAct {
  const { caller, params, idempotency } = call;
  return { tenant: caller, orderId: params.order_id, idempotency, by: byKey(call) };
}

/** Refuses what reading the codes would refuse. */
async function mustHaveCodes(
  { database, catalog }: OrderParts,
  caller: KeyEntry,
  orderId: string,
): Promise<void> {
  const order = await findOrder(database.reads, caller, orderId, catalog.product);
  if (!order) throw new Refusal('not_found');
  mustBeAble(orderCan.readCodes(order.progress), order.progress.status);
}

function readFilters({ catalog }: OrderParts, query: OrderListQuery): OrderFilters {
  const { limit, from } = orderPages.read(query);
  const { status, region, reference, created_after: after, created_before: before } = query;
  return {
    limit,
    ...(status && { status }),
    ...(reference !== undefined && { reference }),
    ...(region && {
      productIds: region.flatMap((each) => catalog.productIdsIn(parseRegion(each))),
    }),
    ...(after && { createdAfter: new Date(after) }),
    ...(before && { createdBefore: new Date(before) }),
    ...(from && { before: from }),
  };
}
