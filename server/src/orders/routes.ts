import { type OrderListQuery, operations, orderCan, pageSizeDefault } from '@psnb2b/contract';
import { parseRegion } from '../catalog/index.ts';
import { readCursor, readPlace, writeCursor, writePlace } from '../kit/cursor.ts';
import { chooseType, json, type Route, raw, replayed } from '../kit/http/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { mustBeAble, Refusal } from '../kit/refusal.ts';
import { byKey, type KeyEntry, keyRoute } from '../partners/index.ts';
import { cancelOrder } from './cancel-order.ts';
import { codesCsv } from './codes-csv.ts';
import { listOrderReveals, type RevealParts } from './list-reveals.ts';
import type { OrderParts } from './parts.ts';
import { placeOrder } from './place-order.ts';
import { revealCodes } from './reveal-codes.ts';
import { findOrder, listOrders, type OrderFilters, orderText } from './store.ts';

const CODES_FORMS = ['application/json', 'text/csv'] as const;
const CSV = 'text/csv; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const NO_STORE = { 'cache-control': 'no-store', vary: 'Authorization, Accept' };

export function orderRoutes(parts: OrderParts & RevealParts): Route<KeyEntry>[] {
  const { database, catalog } = parts;
  return [
    keyRoute(operations.createOrder, async (call) => {
      const order = await placeOrder(parts, call.caller, call.body, call.idempotency, call.quota);
      const location = `/api/v1/orders/${formatId('ord', order.orderId)}`;
      return replayed(raw(201, order.text, { location }), order.replayed);
    }),
    keyRoute(operations.listOrders, async (call) => {
      const limit = call.query.limit ?? pageSizeDefault;
      const filters = readFilters(parts, call.query, limit);
      const found = await listOrders(database.reads, call.caller, filters, catalog.product);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const next = found.length > limit && last ? writeCursor('orders', last.terms.orderId) : null;
      return raw(
        200,
        `{"object":"list","data":[${page.map(orderText).join(',')}]` +
          `,"has_more":${next !== null},"next_cursor":${JSON.stringify(next)}}`,
      );
    }),
    keyRoute(operations.getOrder, async (call) => {
      const id = orderIdOf(call.params.order_id);
      const order = await findOrder(database.reads, call.caller, id, catalog.product);
      if (!order) throw new Refusal('not_found');
      return raw(200, orderText(order));
    }),
    keyRoute(operations.cancelOrder, async (call) => {
      const order = await cancelOrder(
        parts,
        call.caller,
        orderIdOf(call.params.order_id),
        call.idempotency,
        { ...call, ...byKey(call) },
      );
      return replayed(raw(200, order.text), order.replayed);
    }),
    keyRoute(operations.listOrderCodes, async (call) => {
      const orderId = orderIdOf(call.params.order_id);
      const csv = chooseType(call.header('accept'), CODES_FORMS) === 'text/csv';
      // Nobody sees a code by HEAD, so none is opened and no reveal is recorded.
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
      return json(
        200,
        {
          object: 'list',
          order_id: formatId('ord', orderId),
          data: codes,
          has_more: false,
          next_cursor: null,
        },
        NO_STORE,
      );
    }),
    keyRoute(operations.listOrderReveals, async (call) => {
      const orderId = orderIdOf(call.params.order_id);
      const { limit = pageSizeDefault, cursor } = call.query;
      const before = cursor === undefined ? {} : { before: readPlace('reveals', cursor) };
      const page = { ...before, limit };
      const { reveals } = await listOrderReveals(parts, call.caller, orderId, page);
      const shown = reveals.slice(0, limit);
      const last = reveals.length > limit ? shown.at(-1) : undefined;
      return json(
        200,
        {
          object: 'list',
          order_id: formatId('ord', orderId),
          data: shown.map(({ reveal }) => reveal),
          has_more: last !== undefined,
          next_cursor: last ? writePlace('reveals', last.entryId) : null,
        },
        { 'cache-control': 'no-store' },
      );
    }),
  ];
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

/** A malformed id is an unknown one. */
function orderIdOf(text: string): string {
  const id = parseId('ord', text);
  if (id === null) throw new Refusal('not_found');
  return id;
}

function readFilters({ catalog }: OrderParts, query: OrderListQuery, limit: number): OrderFilters {
  const { status, region, reference, created_after: after, created_before: before } = query;
  const cursor = query.cursor === undefined ? null : readCursor('orders', query.cursor);
  return {
    limit,
    ...(status && { status }),
    ...(reference !== undefined && { reference }),
    ...(region && {
      productIds: region.flatMap((each) => catalog.productIdsIn(parseRegion(each))),
    }),
    ...(after && { createdAfter: new Date(after) }),
    ...(before && { createdBefore: new Date(before) }),
    ...(cursor && { before: cursor }),
  };
}
