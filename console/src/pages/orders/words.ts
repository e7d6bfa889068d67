import type { StaffOrder, StaffOrderCode } from '@psnb2b/contract';
import type { OrderStatus, OrderWait } from '@psnb2b/contract/states';
import { groupDigits, orderFailures, orderStatuses } from '@psnb2b/ui';
import { some } from '../../some.ts';

const codes = (count: number) => (count === 1 ? '1 code' : `${groupDigits(count)} codes`);

/** The texts of the list of orders. */
export const words = {
  title: 'Orders',
  lead: 'Orders of all partners, by API and in the portal. No code is shown here.',
  views: 'Views of the orders',
  approval: 'Waiting for approval',
  codesWait: 'Waiting for codes',
  failedToday: 'Failed today',
  all: 'All',
  order: 'Order',
  partner: 'Business',
  product: 'Product',
  total: 'Total',
  status: 'State',
  statuses: orderStatuses,
  failures: orderFailures,
  boughtBy: 'Bought by',
  boughtById: 'Bought by: id of a key or person',
  created: 'Ordered',
  search: 'Any id, or part of a reference, product or business',
  sku: 'Products, as PSN-US-50',
  region: 'Region, as US',
  zone: 'Days of the time zone',
  ownZone: 'Your time zone',
  when: 'Which day',
  whens: { ordered: 'Day of the order', delivered: 'Day of delivery' },
  from: 'From',
  to: 'To',
  mode: 'Mode',
  export: 'Export as CSV',
  exportHint:
    'All orders that match the filters. No codes are in this file; the audit log has who exported it.',
  until: 'until',
  waits: {
    approval: 'Waits for our approval',
    codes: 'Waits for codes to come in',
    confirmation: 'Waits for the partner to confirm it',
    deposit: 'Waits for the partner to pay',
  } satisfies Record<OrderWait, string>,
  none: {
    approval: [
      'No order waits for an approval',
      'Orders above the approval limit of their partner appear here.',
    ],
    codes: [
      'No order waits for codes',
      'Orders with "fill": "wait" appear here until codes come in.',
    ],
    failed: [
      'No order failed in the last 24 hours',
      'Cancelled, refused and expired ones count as failed, too.',
    ],
    all: ['No orders yet', 'What partners order by API or in the portal appears here.'],
  },
};

/** The texts of the page of one order. */
export const orderWords = {
  changed: 'The order changed meanwhile',
  overtaken: 'Somebody else decided this order',
  of: ({ quantity, sku }: StaffOrder) => `${groupDigits(quantity)} × ${sku}`,
  test: 'Test',
  whyApproval: (limit: string | null) =>
    limit === null
      ? 'It was above the approval limit of its partner, which has none any more.'
      : `Together with what its partner had ordered in a day without one, it is above the approval limit of ${limit}.`,
  heldSince: 'Its money and codes are on hold since',
  endsBy: 'It fails by itself, and everything goes back,',
  approve: 'Approve',
  approveSays: ({ quantity, sku, total, currency }: StaffOrder) =>
    `${codes(quantity)} of ${sku} are delivered now, and ${total} ${currency} are taken from the money on hold. This cannot be undone.`,
  approveMany: (orders: number, count: number, sums: string) =>
    `${some(orders, 'order')} with ${codes(count)}: all are delivered now, and ${sums} are taken from the money on hold. This cannot be undone.`,
  approveCount: (orders: number) => `Approve ${some(orders, 'order')}`,
  refuseMany: (orders: number, sums: string) =>
    `The codes and ${sums} of ${some(orders, 'order')} go back at once. Each partner reads your reason.`,
  refuseCount: (orders: number) => `Refuse ${some(orders, 'order')}`,
  waitsNot: 'It does not wait for an approval.',
  approved: 'Approved. The codes are delivered.',
  notDelivered:
    'Its codes were recalled, and no others are in stock: the order has failed, and its money is back.',
  refuse: 'Refuse',
  refuseSays: ({ total, currency }: StaffOrder) =>
    `The codes and ${total} ${currency} go back at once. The partner reads your reason.`,
  refused: 'Refused. The partner is notified.',
  cancel: 'Cancel order',
  cancelSays:
    'The order ends as failed for its partner. Codes and money that it holds go back at once, and the partner reads your reason.',
  cancelled: 'Cancelled. The partner is notified.',
  next: (order: StaffOrder) =>
    `Next: ${groupDigits(order.quantity)} × ${order.sku} of ${order.partner.name}`,
  noNext: 'No other order waits for an approval. See those that failed today.',
  reason: 'Reason, as the partner reads it',
  asPartner: 'As the partner reads it:',

  facts: 'About',
  id: 'Order',
  partner: 'Business',
  reference: "Partner's reference",
  boughtBy: 'Bought by',
  others: 'Its other orders',
  key: (hint: string) => `Key ${hint}`,
  unitPrice: 'Price of one code',
  listPrice: 'List price',
  tier: 'Tier when ordered',
  noTier: 'None',
  total: 'Total',
  refunded: 'Went back',
  payment: 'Paid',
  payments: { balance: 'From the balance', invoice: 'By invoice', hold: 'By a confirmed hold' },
  requested: 'Codes ordered',
  claimable: 'Claims possible until',
  purchase: 'Purchase',
  audit: 'Audit',
  seeAudit: 'All entries about it',
  metadata: 'Metadata of the partner',

  passed: {
    pending: 'Ordered',
    paid: 'Paid',
    delivered: 'Delivered',
    failed: 'Failed',
  } satisfies Record<OrderStatus, string>,
  history: 'History',
  historyLead: 'States, and what people and keys did.',
  actions: {
    'order.placed': 'Bought in the portal',
    'order.approved': 'Approved',
    'order.refused': 'Refused',
    'order.cancelled': 'Cancelled',
    'codes.revealed': 'Codes read',
    'codes.returned': 'Codes returned',
    'code.named': 'Code looked up by its text',
  } as Readonly<Record<string, string>>,
  returned: 'Codes returned',
  codesOf: codes,

  events: 'Webhooks',
  eventsLead: 'What the partner was notified of, and whether its endpoints accepted it.',
  noEvents: 'The events of this order are no longer kept',
  event: 'Event',
  at: 'At',
  deliveries: 'Deliveries',
  noDeliveries: 'Not sent yet, or wanted by no endpoint',
  deliveryStates: {
    waiting: 'Tried again',
    delivered: 'Accepted',
    exhausted: 'Given up',
    dropped: 'Dropped',
  },
  answered: (status: number) => `answered ${status}`,
  tries: (count: number) => (count === 1 ? '1 attempt' : `${groupDigits(count)} attempts`),

  money: 'Money',
  moneyLead: 'Transfers in the ledger.',
  noMoney: 'No money has moved for this order',
  kind: 'What',
  kinds: {
    order: 'Sold',
    hold: 'Put on hold',
    capture: 'Taken from hold',
    release: 'Released',
    refund: 'Refunded for a claim',
    return: 'Refunded for a return',
  } as Readonly<Record<string, string>>,
  amount: 'Amount',
  fromTo: 'From and to',
  accounts: {
    available: 'available',
    held: 'on hold',
    sales: 'sales',
    deposits: 'deposits',
    refunds: 'refunds',
  } as Readonly<Record<string, string>>,

  codes: 'Codes',
  codesLead: "By their ids and fingerprints. To read one is the partner's alone.",
  noCodes: 'Codes appear here once the order is delivered.',
  number: 'No.',
  code: 'Code',
  fingerprint: 'Fingerprint',
  lot: 'Lot',
  noSupplier: 'No supplier',
  state: 'State',
  codeStates: {
    delivered: 'Delivered',
    replaced: 'Replaced',
    refunded: 'Refunded',
    returned: 'Returned',
  } satisfies Record<StaffOrderCode['status'], string>,
  read: 'Read',
  unread: 'Not read',
  recalled: 'Recalled',
  claimed: 'Claim',
  replaces: 'replaces',

  latest: 'Latest orders of this business',
  latestLead: 'Is this quantity usual for it?',
  seeAll: 'All its orders',

  claims: 'Claims',
  noClaims: 'No claim was filed',
  recalls: 'Recalled lots',
};
