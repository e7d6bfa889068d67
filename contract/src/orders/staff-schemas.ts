import { type Static, Type } from 'typebox';
import { claimReasons, claimStatuses } from '../claims/states.ts';
import { orderSortedMax, referenceLengthMax } from '../kit/limits.ts';
import { personal } from '../kit/personal.ts';
import { id, mayGrow, money, nullable, nullableEnum, time } from '../kit/primitives.ts';
import {
  countedListOf,
  exportQuery,
  line,
  listOf,
  listQuery,
  oneOf,
  request,
} from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { webhookDeliveryStatuses } from '../webhooks/schemas.ts';
import { codeStatuses } from './codes.ts';
import { OrderStatusSchema, orderFilters } from './schemas.ts';
import { orderFailureCodes, orderQueues, orderWaits } from './states.ts';
import { mode, orderSorts, ordersCsvColumns, PortalOrder } from './web-app-schemas.ts';

/** An order as staff see it. */
export const StaffOrder = Type.Object(
  {
    ...PortalOrder.properties,
    partner: PartnerRef,
    waits_for: nullableEnum(orderWaits, 'What it waits for; null: it does not wait.'),
  },
  { title: 'StaffOrder', description: 'An order of a partner, and who placed it.' },
);
export type StaffOrder = Static<typeof StaffOrder>;
export const StaffOrderList = countedListOf('StaffOrderList', 'Orders of partners.', StaffOrder);
export type StaffOrderList = Static<typeof StaffOrderList>;

/** The most days back from now of which failed orders are listed together. */
const failedDaysMax = 7;
const failedDays = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: failedDaysMax,
    default: 1,
    description:
      'In how many times 24 hours until now an order failed that counts as failed lately.',
  }),
);

const filters = {
  mode,
  queue: Type.Optional(
    oneOf(
      orderQueues,
      '`approval`: only those that wait for an approval of staff. `codes`: that wait for codes. `failed`: that failed in the last 24 hours, or in the last `failed_days`.',
    ),
  ),
  failed_days: failedDays,
  failure: Type.Optional(oneOf(orderFailureCodes, 'Only those that failed for this reason.')),
  ...orderFilters,
  region: Type.Optional(Type.String({ maxLength: 2, description: 'Only of this region.' })),
  partner_id: Type.Optional(Type.String({ maxLength: 60, description: 'Only of this partner.' })),
  search: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: referenceLengthMax,
      description:
        'Only the order with this id, of either mode unless `mode` is given, those of the purchase, partner, key or person with this id, or those whose reference, product or ' +
        'partner has this text in its name.',
    }),
  ),
  bought_by: Type.Optional(
    Type.String({
      maxLength: 60,
      description: 'Only those that this key (`key_…`) or this person (`usr_…`) placed.',
    }),
  ),
};
export const StaffOrderQuery = listQuery({
  ...filters,
  sort: Type.Optional(
    Type.Enum([...orderSorts], {
      type: 'string',
      default: 'newest',
      description: `In which order. Any other than \`newest\` for at most ${orderSortedMax} orders.`,
    }),
  ),
});
export const StaffOrderFilters = exportQuery(filters);
export const OrderCountsQuery = Type.Object({ mode }, { additionalProperties: false });

/** A line of the CSV of all partners' orders. */
export type StaffOrderCsvLine = Record<(typeof ordersCsvColumns)[number], unknown> & {
  readonly [Name in 'partner_id' | 'partner' | 'bought_by' | 'waits_for' | 'failure_reason']:
    | string
    | null;
};
/** Its columns, in this order. */
export const staffOrderCsvColumns = [
  'partner_id',
  'partner',
  ...ordersCsvColumns,
  'waits_for',
  'failure_reason',
  'bought_by',
] as const satisfies readonly (keyof StaffOrderCsvLine)[];

const count = (description: string) => Type.Integer({ minimum: 0, description });
export const OrderCounts = Type.Object(
  {
    object: Type.Literal('order_counts'),
    approval: count('Orders that wait for an approval of staff.'),
    codes: count('Orders that wait for codes.'),
    failed: count('Orders that failed in the last 24 hours.'),
  },
  { title: 'OrderCounts', description: 'How many orders each queue has.' },
);
export type OrderCounts = Static<typeof OrderCounts>;

export const OrderFailuresQuery = Type.Object(
  { mode, failed_days: failedDays },
  { additionalProperties: false },
);

export const OrderFailureGroup = Type.Object(
  {
    failure: oneOf(orderFailureCodes, 'Why they failed.'),
    sku: Type.String({ description: 'The product that they are of.' }),
    orders: Type.Integer({ minimum: 1, description: 'How many orders.' }),
    codes: Type.Integer({ minimum: 1, description: 'How many codes they ordered.' }),
    partners: Type.Integer({ minimum: 1, description: 'How many businesses placed them.' }),
    last_failed_at: time('When the last of them failed.'),
    most: Type.Array(
      Type.Object(
        {
          partner: PartnerRef,
          orders: Type.Integer({ minimum: 1, description: 'How many of the orders are its own.' }),
          last_order_id: id('ord', 'The one that failed last.'),
        },
        { title: 'OrderFailurePartner', description: 'A business with orders of the group.' },
      ),
      { description: 'The three businesses with the most of them.' },
    ),
  },
  {
    title: 'OrderFailureGroup',
    description: 'Orders of one product that failed for the same reason.',
  },
);
export type OrderFailureGroup = Static<typeof OrderFailureGroup>;

export const OrderFailures = Type.Object(
  {
    object: Type.Literal('order_failures'),
    orders: count('All orders that failed, also those of groups that are not listed.'),
    group_count: count('How many groups there are.'),
    groups: Type.Array(OrderFailureGroup, { description: 'The 50 with the most orders.' }),
  },
  { title: 'OrderFailures', description: 'Failed orders by their reason and product.' },
);
export type OrderFailures = Static<typeof OrderFailures>;

const OrderEvent = Type.Object(
  {
    id: id('evt', 'Id of the event.'),
    at: time('When it happened.'),
    status: OrderStatusSchema,
    previous_status: nullable(
      Type.String({ description: 'The state before; null for a new one.' }),
    ),
    deliveries: Type.Array(
      Type.Object(
        {
          endpoint_id: id('whe', 'Id of the endpoint.'),
          status: oneOf(webhookDeliveryStatuses, 'Whether the endpoint accepted it.'),
          attempts: count('How often it was sent.'),
          at: nullable(time('When it was last sent.')),
          http_status: nullable(Type.Integer({ description: 'What the endpoint answered then.' })),
        },
        { title: 'OrderEventDelivery', description: 'The event at one endpoint.' },
      ),
    ),
  },
  { title: 'OrderEvent', description: 'A state of an order as its partner was notified of it.' },
);

const OrderEntry = Type.Object(
  {
    id: Type.String({ description: 'Number of the entry in the audit log.' }),
    at: time('When.'),
    action: Type.String({ description: '`order.approved`, `codes.revealed`, ….' }),
    actor: Type.String({ description: 'Who did it, as the audit log names them.' }),
    name: nullable(
      personal('contact', Type.String({ description: 'The person, or the key in part.' })),
    ),
    reason: nullable(Type.String({ description: 'The reason that was given.' })),
    codes: nullable(Type.Integer({ description: 'How many codes it was about.' })),
  },
  { title: 'OrderEntry', description: 'What somebody did to an order.' },
);

const accountKinds = ['available', 'held', 'sales', 'deposits', 'refunds'] as const;
const OrderTransfer = Type.Object(
  {
    at: time('When.'),
    kind: Type.String({
      description: '`order`, `hold`, `capture`, `release`, `refund`, `return`.',
    }),
    amount: money('How much.'),
    from: Type.Enum([...accountKinds], { ...mayGrow, description: 'The account it left.' }),
    to: Type.Enum([...accountKinds], { ...mayGrow, description: 'The account it went to.' }),
    code_id: nullable(id('cod', 'The code that it came back for.')),
  },
  { title: 'OrderTransfer', description: 'A transfer in the ledger.' },
);

const OrderClaim = Type.Object(
  {
    id: id('clm', 'Id of the claim.'),
    reason: oneOf(claimReasons, 'Why it was filed.'),
    status: oneOf(claimStatuses, 'Its state.'),
    codes: count('How many codes it is about.'),
    created_at: time('When it was filed.'),
  },
  { title: 'OrderClaim', description: 'A claim on codes of an order.' },
);

const OrderRecall = Type.Object(
  {
    lot_id: id('lot', 'Id of the lot.'),
    recalled_at: time('When it was recalled.'),
  },
  { title: 'OrderRecall', description: 'A lot of its codes that was recalled.' },
);

/** One order with its whole story. */
export const StaffOrderFile = Type.Object(
  {
    ...StaffOrder.properties,
    approval_limit: nullable(
      money(
        'Above what its partner has ordered in a day without one, an order waits for an approval; null: never.',
      ),
    ),
    events: Type.Array(OrderEvent, { description: 'Oldest first.' }),
    entries: Type.Array(OrderEntry, { description: 'The newest 100, oldest first.' }),
    transfers: Type.Array(OrderTransfer, { description: 'The newest 200, oldest first.' }),
    claims: Type.Array(OrderClaim, { description: 'The newest 100, newest first.' }),
    recalls: Type.Array(OrderRecall, { description: 'Recalled lots of its codes.' }),
  },
  { title: 'StaffOrderFile', description: 'An order with everything that happened to it.' },
);
export type StaffOrderFile = Static<typeof StaffOrderFile>;

/** A code as staff see it: never its text. */
export const StaffOrderCode = Type.Object(
  {
    number: Type.Integer({ minimum: 1, description: 'Its place in the order.' }),
    id: id('cod', 'Id of the code.'),
    fingerprint: Type.String({
      description:
        'Keyed hash of the code, which only the server can compute; empty if it was sold again since.',
    }),
    status: oneOf(
      codeStatuses,
      'Whether the partner has it, or it was replaced, refunded or returned.',
    ),
    read: Type.Boolean({
      description: 'Whether its partner has read it, or named it by its text.',
    }),
    replaces: nullable(id('cod', 'Id of the code that it replaces.')),
    delivered_at: time('When it was delivered.'),
    lot_id: id('lot', 'Its lot.'),
    supplier: nullable(Type.String({ description: 'Name of the supplier.' })),
    recalled: Type.Boolean({ description: 'Whether its lot was recalled.' }),
    claim_id: nullable(id('clm', 'The open or approved claim with it.')),
  },
  { title: 'StaffOrderCode', description: 'A code of an order, never its text.' },
);
export type StaffOrderCode = Static<typeof StaffOrderCode>;
export const StaffOrderCodeList = listOf(
  'StaffOrderCodeList',
  'Codes of an order, in the order in which it shows them.',
  StaffOrderCode,
);
export type StaffOrderCodeList = Static<typeof StaffOrderCodeList>;
export const StaffOrderCodesQuery = listQuery({});

export const OrderReason = request('OrderReason', 'Why.', {
  reason: line(500, 'Why, in words that the partner reads.'),
});
export type OrderReason = Static<typeof OrderReason>;
