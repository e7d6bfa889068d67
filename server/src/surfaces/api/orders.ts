import { type OrderCode, OrderListQuery } from '@psnb2b/contract';
import { listMaskedCodes, returnCodes } from '../../acts/index.ts';
import { parseRegion } from '../../catalog/index.ts';
import { filters } from '../../kit/given.ts';
import { chooseType, json, raw, replayed } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { wholeList } from '../../kit/pages.ts';
import { invalid } from '../../kit/refusal.ts';
import * as orders from '../../orders/index.ts';
import { type ApiCall, onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';

const CODES_FORMS = ['application/json', 'text/csv'] as const;
const CSV = 'text/csv; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const NOT_BOTH = {
  pointer: '/masked',
  code: 'unknown_member',
  detail: 'It does not go together with `code`; leave one of them out.',
} as const;
const NO_STORE = { 'cache-control': 'no-store', vary: 'Authorization, Accept' };

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
      const { region, ...asked } = filters(OrderListQuery, query);
      const productIds = region?.flatMap((each) => catalog.productIdsIn(parseRegion(each)));
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
      const csv = chooseType(call.header('accept'), CODES_FORMS) === 'text/csv';
      const { code: ids, masked = false } = query;
      if (ids && masked) throw invalid(NOT_BOTH);
      // A HEAD shows no code, so none is opened and no reveal is recorded.
      if (call.isHead) {
        await orders.checkReadable(parts, caller, params.order_id, ids);
        return raw(200, undefined, { ...NO_STORE, 'content-type': csv ? CSV : JSON_TYPE });
      }
      const codes = await readCodes(parts, call);
      if (csv) return raw(200, orders.codesCsv(codes, query), { ...NO_STORE, 'content-type': CSV });
      const body = { order_id: formatId('ord', params.order_id), ...wholeList(codes) };
      return json(200, body, NO_STORE);
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
function readCodes(
  parts: Parts,
  { caller, params, query, by }: ApiCall<'listOrderCodes'>,
): Promise<OrderCode[]> {
  const { publicKey } = caller.partner;
  const { code: ids, masked } = query;
  if (masked) {
    return listMaskedCodes(parts, caller, params.order_id, { publicKey, at: by.at });
  }
  const reader = { ...by, publicKey };
  return ids
    ? orders.readSomeCodes(parts, caller, params.order_id, ids, reader)
    : orders.revealCodes(parts, caller, params.order_id, reader);
}

/** What a program asks to be done to an order. */
function actOf(
  call: Pick<ApiCall<'cancelOrder'>, 'caller' | 'params' | 'idempotency' | 'by'>,
): orders.OrderAct {
  const { caller, params, idempotency, by } = call;
  return { tenant: caller, orderId: params.order_id, idempotency, by };
}
