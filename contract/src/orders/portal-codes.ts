import { Type } from 'typebox';
import { exportQuery, idParam } from '../kit/shapes.ts';
import { acting, moving, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { OrderCodeList } from './codes.ts';
import { CodeLookUp, FoundCode } from './look-up.ts';
import { ReturnCreate } from './returns.ts';
import { Order } from './schemas.ts';
import {
  MaskedCodeList,
  OrderModeQuery,
  PortalRevealList,
  PortalRevealQuery,
  RevealCreate,
} from './web-app-schemas.ts';

const buyers = ['owner', 'buyer'] as const;
const tag = 'Orders';
const order = {
  tag,
  params: idParam('order_id', 'Id of the order.'),
  query: OrderModeQuery,
} as const;
const delivered = ['order_not_delivered', 'order_failed'] as const;

/** The codes of an order, as a partner's people see, read and return them. */
export const portalOrderCodeOperations = {
  listMaskedCodes: {
    ...reading,
    ...order,
    id: 'listMaskedCodes',
    path: '/orders/{order_id}/codes',
    summary: 'List the codes of an order without reading them',
    description: 'Their ids, states and times. Shows no code, and records no reading.',
    replies: ok(MaskedCodeList, 'All codes of the order, in their order.'),
    refusals: delivered,
  },
  revealCodes: {
    ...acting,
    ...moving('money', 'secrets'),
    ...order,
    id: 'revealCodes',
    path: '/orders/{order_id}/codes',
    summary: 'Read codes of an order',
    description:
      'All of them, or those named in the body; nobody has read the others by that. Recorded before a code is opened, as every ' +
      'reading by API is. As CSV with `Accept: text/csv`. Partners with a registered public key get `sealed` instead of `code`.',
    roles: buyers,
    query: exportQuery(OrderModeQuery.properties),
    body: RevealCreate,
    replies: {
      200: {
        description: 'The codes.',
        schema: OrderCodeList,
        mediaTypes: {
          'text/csv': {
            schema: Type.String({ description: 'One line per code.', 'x-secret': true }),
          },
        },
      },
    },
    refusals: delivered,
  },
  returnCodes: {
    ...acting,
    ...moving('money'),
    ...order,
    id: 'returnCodes',
    path: '/orders/{order_id}/returns',
    summary: 'Return codes that nobody has read',
    description:
      'All of those listed or none: in one commit their price returns to the balance, and they are for sale again. `errors` ' +
      'names the codes that cannot be returned.',
    roles: buyers,
    idempotent: true,
    body: ReturnCreate,
    replies: ok(Order, 'The order, with what came back in `refunded`.'),
    refusals: [
      ...delivered,
      'returns_closed',
      'code_revealed',
      'return_window_closed',
      'code_already_claimed',
      'invalid_state',
    ],
  },
  lookUpCode: {
    ...acting,
    tag,
    id: 'lookUpCode',
    path: '/codes/lookup',
    summary: 'Find a code',
    description:
      'By its id or by the code itself, which is stored nowhere: its order, its claim, whether it was read. Never shows a code. A ' +
      'code that is named by its text counts as read.',
    roles: buyers,
    query: OrderModeQuery,
    body: CodeLookUp,
    replies: ok(FoundCode, 'The code.'),
    refusals: ['not_found'],
  },
  listReveals: {
    ...reading,
    ...order,
    id: 'listReveals',
    path: '/orders/{order_id}/reveals',
    summary: 'List who read the codes of an order',
    description:
      'By API or here, newest first, each with a receipt that is signed when you request it.',
    roles: ['owner', 'buyer', 'developer'],
    query: PortalRevealQuery,
    replies: ok(PortalRevealList, 'A page of readings.'),
    refusals: delivered,
  },
} as const satisfies Record<string, WebAppOperation>;
