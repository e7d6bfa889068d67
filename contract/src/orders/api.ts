import { Type } from 'typebox';
import type { Operation } from '../kit/operation.ts';
import { OrderCodeList, OrderCodesQuery } from './codes.ts';
import {
  cancelledOrderExample,
  codeLookUpByTextExample,
  codeLookUpExample,
  codesCsvExample,
  codesExample,
  confirmedOrderExample,
  deliveredOrderExample,
  foundCodeExample,
  heldOrderExample,
  holdCreateExample,
  maskedCodesExample,
  orderCreateExample,
  orderCreateFullExample,
  pendingOrderExample,
  returnCreateExample,
  returnedOrderExample,
  revealsExample,
  sealedCodesExample,
} from './examples.ts';
import { CodeLookUp, FoundCode } from './look-up.ts';
import { ReturnCreate } from './returns.ts';
import { RevealList, RevealListQuery } from './reveals.ts';
import { Order, OrderCreate, OrderList, OrderListQuery, OrderParams } from './schemas.ts';

export const createOrder = {
  id: 'createOrder',
  method: 'POST',
  path: '/orders',
  tag: 'Orders',
  summary: 'Place an order',
  description:
    'Buys codes of one product. With balance and stock available the reply already says `delivered` and the codes can ' +
    'be read at once: money, stock and codes move in one commit, all or nothing. The reply never holds codes. Send ' +
    'an `Idempotency-Key`, so that a retry can never buy twice. `fill` says what to do if there are too few codes.',
  auth: 'key',
  scope: 'orders',
  limit: 'orders',
  idempotent: true,
  body: OrderCreate,
  replies: {
    201: {
      description: 'The order, as it is now.',
      schema: Order,
      headers: ['Location', 'Idempotent-Replayed'],
      examples: {
        delivered: { summary: 'Paid from the balance', value: deliveredOrderExample },
        pending: { summary: 'Waiting for the money of an invoice', value: pendingOrderExample },
        held: { summary: 'Held for two days', value: heldOrderExample },
      },
    },
  },
  refusals: [
    'insufficient_balance',
    'key_cap_reached',
    'payment_not_allowed',
    'unknown_product',
    'out_of_stock',
    'price_changed',
    'product_paused',
    'reference_in_use',
    'limit_reached',
  ],
  examples: {
    short: { summary: 'Ten cards of 50 USD', value: orderCreateExample },
    full: { summary: 'With a reference and a price guard', value: orderCreateFullExample },
    hold: { summary: 'Reserve now, confirm within two days', value: holdCreateExample },
  },
} as const satisfies Operation;

export const listOrders = {
  id: 'listOrders',
  method: 'GET',
  path: '/orders',
  tag: 'Orders',
  summary: 'List orders',
  description: 'Orders of the mode of the key, newest first, a page at a time. Filters add up.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  query: OrderListQuery,
  replies: {
    200: {
      description: 'A page of orders.',
      schema: OrderList,
      examples: {
        page: {
          summary: 'The last page',
          value: {
            object: 'list',
            data: [deliveredOrderExample],
            has_more: false,
            next_cursor: null,
          },
        },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const getOrder = {
  id: 'getOrder',
  method: 'GET',
  path: '/orders/{order_id}',
  tag: 'Orders',
  summary: 'Read an order',
  description: 'One order. Its terms stay the same, whatever happens to the catalogue.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  params: OrderParams,
  replies: {
    200: {
      description: 'The order.',
      schema: Order,
      examples: { delivered: { summary: 'A delivered order', value: deliveredOrderExample } },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const confirmOrder = {
  id: 'confirmOrder',
  method: 'POST',
  path: '/orders/{order_id}/confirm',
  tag: 'Orders',
  summary: 'Confirm a hold',
  description:
    'Pays an order with `"payment": "hold"` from the money that it holds and delivers its codes at once. Confirming it ' +
    'again answers with the order as it is. After `expires_at` the answer is `hold_expired`. Only if its codes were ' +
    'recalled or have expired, and no others are in stock, does the order fail instead: `order_failed`. Takes no body.',
  auth: 'key',
  scope: 'orders',
  limit: 'requests',
  idempotent: true,
  params: OrderParams,
  replies: {
    200: {
      description: 'The order, delivered.',
      schema: Order,
      headers: ['Idempotent-Replayed'],
      examples: { delivered: { summary: 'A confirmed hold', value: confirmedOrderExample } },
    },
  },
  refusals: ['hold_expired', 'invalid_state', 'order_failed'],
  examples: {},
} as const satisfies Operation;

export const cancelOrder = {
  id: 'cancelOrder',
  method: 'POST',
  path: '/orders/{order_id}/cancel',
  tag: 'Orders',
  summary: 'Cancel a pending order',
  description:
    'Only while the order is `pending`. Its stock and money on hold are released in the same commit, and it ends ' +
    'as `failed` with the reason `cancelled`. Takes no body.',
  auth: 'key',
  scope: 'orders',
  limit: 'requests',
  idempotent: true,
  params: OrderParams,
  replies: {
    200: {
      description: 'The order, cancelled.',
      schema: Order,
      headers: ['Idempotent-Replayed'],
      examples: { cancelled: { summary: 'A cancelled order', value: cancelledOrderExample } },
    },
  },
  refusals: ['invalid_state'],
  examples: {},
} as const satisfies Operation;

export const listOrderCodes = {
  id: 'listOrderCodes',
  method: 'GET',
  path: '/orders/{order_id}/codes',
  tag: 'Codes',
  summary: 'Download the codes of an order',
  description:
    'All codes in one reply, in the same order each time; as CSV with `Accept: text/csv`. With `code` only some are read, ' +
    'with `masked=true` none. Every read is written to the audit log before the reply leaves. Partners with a registered ' +
    'public key get `sealed` instead of `code`.',
  auth: 'key',
  scope: 'codes',
  limit: 'requests',
  idempotent: false,
  params: OrderParams,
  query: OrderCodesQuery,
  replies: {
    200: {
      description: 'The codes.',
      schema: OrderCodeList,
      headers: ['Cache-Control', 'Vary'],
      examples: {
        clear: { summary: 'In the clear (one shown)', value: codesExample },
        sealed: { summary: 'Sealed under your public key', value: sealedCodesExample },
        masked: { summary: 'Listed without reading any', value: maskedCodesExample },
      },
      mediaTypes: {
        'text/csv': {
          schema: Type.String({
            description:
              'RFC 4180, a header line first, lines ending in CRLF. A cell that a spreadsheet would run as a formula ' +
              "is prefixed with `'`; with `raw=true` none is changed.",
            'x-secret': true,
          }),
          examples: { csv: { summary: 'One code', value: codesCsvExample } },
        },
      },
    },
  },
  refusals: ['order_not_delivered', 'order_failed'],
  examples: {},
} as const satisfies Operation;

export const returnCodes = {
  id: 'returnCodes',
  method: 'POST',
  path: '/orders/{order_id}/returns',
  tag: 'Orders',
  summary: 'Return codes that nobody has read',
  description:
    'Gives codes of a delivered order back, all of those listed or none: in one commit their price returns to your balance, and ' +
    'they are for sale again. The order stays `delivered`, `refunded` grows, and its list of codes keeps a line for each with the ' +
    'status `returned`. A code can be returned until `returnable_until` of `GET /orders/{order_id}/codes?masked=true`.',
  auth: 'key',
  scope: 'orders',
  limit: 'requests',
  idempotent: true,
  params: OrderParams,
  body: ReturnCreate,
  replies: {
    200: {
      description: 'The order, with what came back in `refunded`.',
      schema: Order,
      headers: ['Idempotent-Replayed'],
      examples: { returned: { summary: 'Two of ten returned', value: returnedOrderExample } },
    },
  },
  refusals: [
    'order_not_delivered',
    'order_failed',
    'returns_closed',
    'code_revealed',
    'return_window_closed',
    'code_already_claimed',
    'invalid_state',
  ],
  examples: { two: { summary: 'Two codes', value: returnCreateExample } },
} as const satisfies Operation;

export const lookUpCode = {
  id: 'lookUpCode',
  method: 'POST',
  path: '/codes/lookup',
  tag: 'Codes',
  summary: 'Find a code of yours',
  description:
    'Which order a code belongs to, and its state: whether it was read, until when it can be claimed or returned, its claim, its ' +
    'recall. By its id or by the code itself, which goes in the body and is stored nowhere. Never shows a code. A code that is not ' +
    'yours reads as one that does not exist; a daily quota limits how many of those you can ask for by text.',
  auth: 'key',
  scope: 'codes',
  limit: 'requests',
  idempotent: false,
  body: CodeLookUp,
  replies: {
    200: {
      description: 'The code.',
      schema: FoundCode,
      headers: ['Cache-Control'],
      examples: { found: { summary: 'A code that was read', value: foundCodeExample } },
    },
  },
  refusals: ['not_found', 'limit_reached'],
  examples: {
    id: { summary: 'By its id', value: codeLookUpExample },
    text: { summary: 'By the code itself', value: codeLookUpByTextExample },
  },
} as const satisfies Operation;

export const listOrderReveals = {
  id: 'listOrderReveals',
  method: 'GET',
  path: '/orders/{order_id}/reveals',
  tag: 'Codes',
  summary: 'List who read the codes of an order',
  description:
    'Every reading of the codes, newest first, each as a receipt: a compact JWS over order, fingerprints of the codes, ' +
    'reader, address and time, signed when you request it. It proves who had a code, and since when. ' +
    'The public key is at `/.well-known/jwks.json`.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  params: OrderParams,
  query: RevealListQuery,
  replies: {
    200: {
      description: 'A page of readings.',
      schema: RevealList,
      headers: ['Cache-Control'],
      examples: { page: { summary: 'Read once', value: revealsExample } },
    },
  },
  refusals: ['order_not_delivered', 'order_failed'],
  examples: {},
} as const satisfies Operation;
