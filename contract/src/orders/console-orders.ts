import { idParam } from '../kit/shapes.ts';
import {
  acting,
  fileReply,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  OrderCounts,
  OrderCountsQuery,
  OrderFailures,
  OrderFailuresQuery,
  OrderReason,
  StaffOrder,
  StaffOrderCodeList,
  StaffOrderCodesQuery,
  StaffOrderFile,
  StaffOrderFilters,
  StaffOrderList,
  StaffOrderQuery,
} from './staff-schemas.ts';

const tag = 'Orders';
const one = { tag, params: idParam('order_id', 'Id of the order.') } as const;
const act = {
  ...acting,
  ...moving('money'),
  ...one,
  replies: ok(StaffOrder, 'The order.'),
  refusals: ['invalid_state'],
} as const;

/** Orders of all partners, for staff. None of these calls shows a code. */
export const consoleOrderOperations = {
  listOrders: {
    ...reading,
    tag,
    id: 'listOrders',
    path: '/orders',
    summary: 'List orders',
    description: 'Of all partners, newest first unless they are sorted.',
    query: StaffOrderQuery,
    replies: okPage(StaffOrderList, 'A page of orders.'),
  },
  exportOrders: {
    ...reading,
    tag,
    roles: ['admin', 'finance', 'support', 'read_only'],
    id: 'exportOrders',
    onStandby: true,
    path: '/orders/export',
    summary: 'Download the list of orders as CSV',
    description:
      'Every order that matches the filters, newest first, in one file. Contains no code. The audit log has who exported it.',
    query: StaffOrderFilters,
    replies: fileReply('text/csv', 'One line per order.'),
  },
  countOrders: {
    ...reading,
    tag,
    id: 'countOrders',
    path: '/orders/counts',
    summary: 'Count the orders of each queue',
    description: 'Of all partners.',
    query: OrderCountsQuery,
    replies: ok(OrderCounts, 'The counts.'),
  },
  sumFailedOrders: {
    ...reading,
    tag,
    id: 'sumFailedOrders',
    path: '/orders/failures',
    summary: 'Sum the failed orders by reason and product',
    description: 'Of all partners, the groups with the most orders first.',
    query: OrderFailuresQuery,
    replies: ok(OrderFailures, 'The groups.'),
  },
  getOrder: {
    ...reading,
    ...one,
    id: 'getOrder',
    path: '/orders/{order_id}',
    summary: 'Read an order',
    description:
      'With its events and their deliveries, what people and keys did to it, its transfers, claims and recalls. Contains no code.',
    replies: ok(StaffOrderFile, 'The order.'),
  },
  listOrderCodes: {
    ...reading,
    ...one,
    id: 'listOrderCodes',
    path: '/orders/{order_id}/codes',
    summary: 'List the codes of an order',
    description:
      'Their ids and fingerprints, never their texts. Nobody counts as having read them.',
    query: StaffOrderCodesQuery,
    replies: okPage(StaffOrderCodeList, 'A page of codes.'),
  },
  approveOrder: {
    ...act,
    roles: ['admin', 'finance'],
    id: 'approveOrder',
    path: '/orders/{order_id}/approve',
    summary: 'Approve an order',
    description:
      'One above the approval limit of its partner: it is paid from the money that it holds, and delivered at once. Nobody approves an ' +
      'order of a business that they belong to.',
    refusals: ['invalid_state', 'partner_suspended'],
  },
  refuseOrder: {
    ...act,
    roles: ['admin', 'finance'],
    id: 'refuseOrder',
    path: '/orders/{order_id}/refuse',
    summary: 'Refuse an order',
    description:
      'One that waits for an approval: it fails, and its money and codes are released. The partner is notified of the reason.',
    body: OrderReason,
  },
  cancelOrder: {
    ...act,
    roles: ['admin', 'support'],
    id: 'cancelOrder',
    path: '/orders/{order_id}/cancel',
    summary: 'Cancel an order for its partner',
    description:
      'One that waits, for whatever: it fails, and its money and codes are released. The partner is notified of the reason.',
    body: OrderReason,
  },
} as const satisfies Record<string, WebAppOperation>;
