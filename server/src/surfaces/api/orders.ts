import type { OrderCode } from '@psnb2b/contract';
import { listMaskedCodes, returnCodes } from '../../acts/index.ts';
import { parseRegion } from '../../catalog/index.ts';
import { chooseType, json, raw, replayed } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { numberPlace, Pages, wholeList } from '../../kit/pages.ts';
import { invalid, Refusal } from '../../kit/refusal.ts';
import {
  cancelOrder,
  checkReadable,
  codesCsv,
  confirmOrder,
  findOrder,
  type ListedReveal,
  listOrderReveals,
  listOrders,
  type OrderAct,
  orderPages,
  orderText,
  placeOrder,
  readSomeCodes,
  revealCodes,
} from '../../orders/index.ts';
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

const revealPages = new Pages('reveals', numberPlace, ({ entryId }: ListedReveal) => entryId);

type OrderCall = Pick<ApiCall<'getOrder'>, 'caller' | 'params'>;

export function orderRoutes(parts: Parts) {
  const { database, catalog } = parts;
  const { reads } = database;
  const found = async ({ caller, params }: OrderCall) => {
    const order = await findOrder(reads, caller, params.order_id, catalog.product);
    if (!order) throw new Refusal('not_found');
    return order;
  };
  return onApi({
    createOrder: async (call) => {
      const order = await placeOrder(parts, call.caller, call.body, call.idempotency, call.quota);
      const location = `/api/v1/orders/${formatId('ord', order.orderId)}`;
      return replayed(raw(201, order.text, { location }), order.replayed);
    },
    listOrders: async ({ query, caller }) => {
      const filters = filtersOf(parts, query);
      const page = await orderPages.read(query, (asked) =>
        listOrders(reads, caller, { ...filters, ...asked }, catalog.product),
      );
      return raw(
        200,
        `{"object":"list","data":[${page.rows.map(orderText).join(',')}]` +
          `,"has_more":${page.hasMore},"next_cursor":${JSON.stringify(page.nextCursor)}}`,
      );
    },
    getOrder: async (call) => raw(200, orderText(await found(call))),
    confirmOrder: async (call) => {
      const order = await confirmOrder(parts, actOf(call));
      return replayed(raw(200, order.text), order.replayed);
    },
    cancelOrder: async (call) => {
      const order = await cancelOrder(parts, actOf(call));
      return replayed(raw(200, order.text), order.replayed);
    },
    returnCodes: async (call) => {
      const order = await returnCodes(parts, { ...actOf(call), codes: call.body.codes });
      return replayed(raw(200, order.text), order.replayed);
    },
    listOrderCodes: async (call) => {
      const { caller, params, query } = call;
      const csv = chooseType(call.header('accept'), CODES_FORMS) === 'text/csv';
      const { code: ids, masked = false } = query;
      if (ids && masked) throw invalid(NOT_BOTH);
      // A HEAD shows no code, so none is opened and no reveal is recorded.
      if (call.isHead) {
        await checkReadable(parts, caller, params.order_id, ids);
        return raw(200, undefined, { ...NO_STORE, 'content-type': csv ? CSV : JSON_TYPE });
      }
      const codes = await readCodes(parts, call);
      if (csv) return raw(200, codesCsv(codes, query), { ...NO_STORE, 'content-type': CSV });
      const body = { order_id: formatId('ord', params.order_id), ...wholeList(codes) };
      return json(200, body, NO_STORE);
    },
    listOrderReveals: async ({ query, caller, params }) => {
      const page = await revealPages.body(
        query,
        (asked) => listOrderReveals(parts, caller, params.order_id, asked),
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
    ? readSomeCodes(parts, caller, params.order_id, ids, reader)
    : revealCodes(parts, caller, params.order_id, reader);
}

/** What a program asks to be done to an order. */
function actOf(
  call: Pick<ApiCall<'cancelOrder'>, 'caller' | 'params' | 'idempotency' | 'by'>,
): OrderAct {
  const { caller, params, idempotency, by } = call;
  return { tenant: caller, orderId: params.order_id, idempotency, by };
}

function filtersOf({ catalog }: Parts, query: ApiCall<'listOrders'>['query']) {
  const { status, region, reference, created_after: after, created_before: before } = query;
  return {
    status,
    reference,
    productIds: region?.flatMap((each) => catalog.productIdsIn(parseRegion(each))),
    createdAfter: after === undefined ? undefined : new Date(after),
    createdBefore: before === undefined ? undefined : new Date(before),
  };
}
