import type { MaskedCode, Order } from '@psnb2b/contract';
import type { OrderFailureCode, OrderStatus } from '@psnb2b/contract/states';

/** The texts of the list of orders, and of every page that names an order's state. */
export const words = {
  title: 'Orders',
  lead: 'Everything that your business has ordered, by API or here.',
  order: 'Order',
  product: 'Product',
  quantity: 'Codes',
  total: 'Total',
  status: 'State',
  statuses: {
    pending: 'Waiting',
    paid: 'Paid',
    delivered: 'Delivered',
    failed: 'Failed',
  } satisfies Record<OrderStatus, string>,
  created: 'Ordered',
  search: 'Order id or your reference, in full',
  none: 'No orders yet',
  noneHint:
    'Send your first order by API; a test key needs no money. Orders appear here within a second.',
  productOf: (order: Order) => `${order.region} ${order.denomination} ${order.face_currency}`,
  part: (order: Order) => `${order.quantity} of ${order.requested_quantity} ordered`,
  waitsFor: {
    invoice: 'Waits for your deposit',
    hold: 'Waits for your confirmation',
    approval: 'Waits for our approval',
    codes: 'Waits for codes to come in',
  },
  until: 'until',
};

/** What a pending order waits for. */
export function waitsFor({ payment, expires_at }: Order): string {
  if (payment === 'invoice' || payment === 'hold') return words.waitsFor[payment];
  return expires_at === null ? words.waitsFor.approval : words.waitsFor.codes;
}

/** The texts of the page of one order. */
export const orderWords = {
  facts: 'Details',
  id: 'Order id',
  reference: 'Your reference',
  unitPrice: 'Price of one code',
  listPrice: 'List price',
  tier: 'Tier when ordered',
  noTier: 'None',
  payment: 'Paid',
  payments: { balance: 'From the balance', invoice: 'By invoice', hold: 'By a confirmed hold' },
  requested: 'Codes ordered',
  refunded: 'Came back to you',
  claimable: 'Claims possible until',
  timeline: 'History',
  ordered: 'Ordered',
  paid: 'Paid',
  delivered: 'Delivered',
  failed: {
    cancelled: 'Cancelled',
    payment_expired: 'Not paid in time',
    hold_expired: 'Hold not confirmed in time',
    refused: 'Not approved',
    out_of_stock: 'No codes came in time',
    upstream_failed: 'Could not be obtained',
  } satisfies Record<OrderFailureCode, string>,
  nothingTaken: 'Nothing was delivered, and what was reserved is yours again.',
  codes: 'Codes',
  codesLead:
    'This list shows no code and reads none. Read codes through the API, with a key that may read codes.',
  noCodes: 'Codes appear here once the order is delivered.',
  code: 'Code',
  read: 'Read',
  reads: (code: MaskedCode) => (code.read ? 'Yes' : 'Not yet'),
  codeStatus: 'State',
  codeStatuses: {
    delivered: 'Delivered',
    replaced: 'Replaced',
    refunded: 'Refunded',
    returned: 'Returned',
  } satisfies Record<MaskedCode['status'], string>,
  replaces: 'Replaces',
  claimUntil: 'Claim until',
  claim: 'File a claim',
  confirm: 'Confirm',
  confirmSays:
    'The order is paid from the money that it reserves, and its codes are yours at once.',
  again: 'Order again',
  cancel: 'Cancel order',
  cancelSays:
    'The order ends as failed. What it reserves is released at once: codes, price and money.',
};
