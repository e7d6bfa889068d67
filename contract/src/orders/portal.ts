import { Type } from 'typebox';
import { idParam } from '../kit/shapes.ts';
import {
  acting,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Order } from './schemas.ts';
import { Spending } from './spending.ts';
import {
  OrderModeQuery,
  PortalOrder,
  PortalOrderFilters,
  PortalOrderList,
  PortalOrderQuery,
} from './web-app-schemas.ts';

const buyers = ['owner', 'buyer'] as const;
const orderId = idParam('order_id', 'Id of the order.');
const tag = 'Orders';
const order = { tag, params: orderId, query: OrderModeQuery } as const;
const act = { ...acting, ...moving('money'), ...order, roles: buyers, idempotent: true } as const;

/** Orders, as a partner's people see them. An order of the other mode reads as unknown. */
export const portalOrderOperations = {
  listOrders: {
    ...reading,
    tag,
    id: 'listOrders',
    path: '/orders',
    summary: 'List orders',
    description: 'Of the whole business, newest first unless they are sorted.',
    query: PortalOrderQuery,
    replies: okPage(PortalOrderList, 'A page of orders.'),
  },
  exportOrders: {
    ...reading,
    tag,
    id: 'exportOrders',
    onStandby: true,
    path: '/orders/export',
    summary: 'Download the list of orders as CSV',
    description:
      'Every order that matches the filters, newest first, in one file. Contains no code.',
    query: PortalOrderFilters,
    replies: {
      200: {
        description: 'One line per order.',
        mediaTypes: { 'text/csv': { schema: Type.String({ description: 'RFC 4180, as UTF-8.' }) } },
      },
    },
  },
  getOrder: {
    ...reading,
    ...order,
    id: 'getOrder',
    path: '/orders/{order_id}',
    summary: 'Read an order',
    description: 'Contains no code.',
    replies: ok(PortalOrder, 'The order.'),
  },
  confirmOrder: {
    ...act,
    id: 'confirmOrder',
    path: '/orders/{order_id}/confirm',
    summary: 'Confirm a hold',
    description: 'Pays it from the money that it holds and delivers its codes at once.',
    replies: ok(Order, 'The order, delivered.'),
    refusals: ['hold_expired', 'invalid_state', 'order_failed'],
  },
  cancelOrder: {
    ...act,
    id: 'cancelOrder',
    path: '/orders/{order_id}/cancel',
    summary: 'Cancel a pending order',
    description: 'Its codes and its money on hold are released in the same commit.',
    replies: ok(Order, 'The order, cancelled.'),
    refusals: ['invalid_state'],
  },
  getSpending: {
    ...reading,
    tag,
    id: 'getSpending',
    path: '/spending',
    summary: 'Read what was bought, by day',
    description: 'Of the last 30 days, and the volume of 30 days as of now.',
    query: OrderModeQuery,
    replies: ok(Spending, 'The figures.'),
  },
} as const satisfies Record<string, WebAppOperation>;
