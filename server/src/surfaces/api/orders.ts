import { FoundCode, type OrderCode, OrderListQuery } from '@psnb2b/contract';
import { listMaskedCodes, lookUpCode, returnCodes } from '../../acts/index.ts';
import { productIdsOf } from '../../catalog/index.ts';
import { filters } from '../../kit/given.ts';
import { json, raw, replayed } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { invalid } from '../../kit/refusal.ts';
import * as orders from '../../orders/index.ts';
import { type ApiCall, onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { codesHead, codesReply } from '../present/codes.ts';

const NOT_BOTH = {
  pointer: '/masked',
  code: 'unknown_member',
  detail: 'It does not go together with `code`; leave one of them out.',
} as const;

/** The reply of an act: the order afterwards. */
const acted = (done: { readonly text: string; readonly replayed: boolean }) =>
  replayed(raw(200, done.text), done.replayed);

export function orderRoutes(parts: Parts) {
  const { database, catalog } = parts;
  const { reads } = database;
  return onApi({
    createOrder: async ({ caller, body, idempotency, quota }) => {
      const order = await orders.placeOrder(parts, caller, body, idempotency, quota);
      const location = `/api/v1/orders/${formatId('ord', order.orderId)}`;
      return replayed(raw(201, order.text, { location }), order.replayed);
    },
    listOrders: async ({ query, caller }) => {
      const { region, sku, ...asked } = filters(OrderListQuery, query);
      const productIds = productIdsOf(catalog.current, { region, sku });
      const page = await orders.orderPages.read(asked, (page) =>
        orders.listOrders(reads, caller, { productIds, ...page }, catalog.product),
      );
      return raw(200, orders.pageText(page));
    },
    getOrder: async ({ caller, params }) => {
      const order = await orders.mustFindOrder(reads, caller, params.order_id, catalog.product);
      return raw(200, orders.orderText(order));
    },
    confirmOrder: async (call) => acted(await orders.confirmOrder(parts, actOf(call))),
    cancelOrder: async (call) => acted(await orders.cancelOrder(parts, actOf(call))),
    returnCodes: async (call) =>
      acted(await returnCodes(parts, { ...actOf(call), codes: call.body.codes })),
    listOrderCodes: async (call) => {
      const { caller, params, query } = call;
      const { code: ids, masked = false } = query;
      if (ids && masked) throw invalid(NOT_BOTH);
      // A HEAD shows no code, so none is opened and no reveal is recorded.
      if (call.isHead) {
        await orders.checkReadable(parts, caller, params.order_id, named(ids));
        return codesHead(call);
      }
      return codesReply(params.order_id, await codesFor(parts, call), call);
    },
    lookUpCode: async ({ caller, body, by }) => {
      const found = await lookUpCode(parts, caller, body, by);
      return json(200, present(FoundCode, found), { 'cache-control': 'no-store' });
    },
    listOrderReveals: async ({ query, caller, params }) => {
      const page = await orders.revealPages.body(
        query,
        (asked) => orders.listOrderReveals(parts, caller, params.order_id, asked),
        (reveals) => reveals.map(({ reveal }) => reveal),
      );
      const body = { order_id: formatId('ord', params.order_id), ...page };
      return json(200, body, { 'cache-control': 'no-store' });
    },
  });
}

/** All codes of an order, some of them, or their list without the codes themselves. */
async function codesFor(
  parts: Parts,
  { caller, params, query, by }: ApiCall<'listOrderCodes'>,
): Promise<OrderCode[]> {
  const { publicKey } = caller.partner;
  const { code: ids, masked } = query;
  if (masked) {
    const codes = await listMaskedCodes(parts, caller, params.order_id, { publicKey, at: by.at });
    return codes.map(({ shown }) => shown);
  }
  return orders.readCodes(parts, caller, params.order_id, named(ids), { ...by, publicKey });
}

/** The codes that a query names; null if it names none. */
function named(ids: readonly string[] | undefined): orders.CodesNamed | null {
  return ids ? { ids, member: 'code' } : null;
}

/** What a program asks to be done to an order. */
function actOf(
  call: Pick<ApiCall<'cancelOrder'>, 'caller' | 'params' | 'idempotency' | 'by'>,
): orders.OrderAct {
  const { caller, params, idempotency, by } = call;
  return { tenant: caller, orderId: params.order_id, idempotency, by };
}
