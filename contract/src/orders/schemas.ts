import { type Static, Type } from 'typebox';
import {
  holdSecondsDefault,
  holdSecondsMax,
  holdSecondsMin,
  metadataKeyLengthMax,
  metadataPairsMax,
  metadataValueLengthMax,
  quantityMax,
  referenceLengthMax,
  skuLengthMax,
  waitSecondsDefault,
  waitSecondsMax,
  waitSecondsMin,
} from '../kit/limits.ts';
import {
  amount,
  bps,
  currency,
  Denomination,
  DenominationInput,
  id,
  Mode,
  mayGrow,
  money,
  nullable,
  pageMembers,
  pageQuery,
  Region,
  RegionInput,
  repeatable,
  time,
} from '../kit/primitives.ts';
import { idParam } from '../kit/shapes.ts';
import { orderFailureCodes, orderStatuses } from './states.ts';

/**
 * String pairs. Written with `additionalProperties` and `propertyNames`, because a pattern over keys would let a key with a line
 * break bypass the value's schema.
 */
const Metadata = Type.Unsafe<Record<string, string>>({
  type: 'object',
  maxProperties: metadataPairsMax,
  propertyNames: { type: 'string', minLength: 1, maxLength: metadataKeyLengthMax },
  additionalProperties: { type: 'string', maxLength: metadataValueLengthMax },
  description: `Up to ${metadataPairsMax} string pairs of your own, returned unchanged.`,
});

const paymentMethods = ['balance', 'invoice', 'hold'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

const fillPolicies = ['all', 'available', 'wait'] as const;
export type FillPolicy = (typeof fillPolicies)[number];

const Reference = Type.String({
  minLength: 1,
  maxLength: referenceLengthMax,
  description: 'Your own order number; unique for ever among your orders of one mode.',
});

export const OrderStatusSchema = Type.Enum([...orderStatuses], {
  type: 'string',
  description:
    '`pending`: accepted, waiting for money, your confirmation, an approval or stock. ' +
    '`paid`: codes are being obtained. ' +
    '`delivered` and `failed` are final.',
});

export const OrderCreate = Type.Object(
  {
    region: RegionInput,
    denomination: DenominationInput,
    quantity: Type.Integer({
      minimum: 1,
      maximum: quantityMax,
      description: "Number of codes; the product's `max_quantity` applies too.",
    }),
    reference: Type.Optional(Reference),
    metadata: Type.Optional(Metadata),
    max_unit_price: Type.Optional(
      amount(
        'The most you pay for one code, in your currency: a higher price is refused with `price_changed`.',
      ),
    ),
    payment: Type.Optional(
      Type.Enum([...paymentMethods], {
        type: 'string',
        default: 'balance',
        description:
          '`invoice` needs an invoice limit and waits as `pending` for your deposit. `hold` reserves codes, price and ' +
          'money as `pending` until you confirm or cancel.',
      }),
    ),
    hold_seconds: Type.Optional(
      Type.Integer({
        minimum: holdSecondsMin,
        maximum: holdSecondsMax,
        description:
          `How long a hold waits for your confirmation, in seconds; ${holdSecondsDefault} by default. Only with ` +
          '`"payment": "hold"`.',
      }),
    ),
    fill: Type.Optional(
      Type.Enum([...fillPolicies], {
        type: 'string',
        default: 'all',
        description:
          'What to do if fewer codes are in stock: `all` refuses the order, `available` delivers those that are there, at least ' +
          'one, and takes the money for these, `wait` waits as `pending`, with the money on hold, until all can be delivered ' +
          'together. Other than `all` only with `"payment": "balance"`.',
      }),
    ),
    wait_seconds: Type.Optional(
      Type.Integer({
        minimum: waitSecondsMin,
        maximum: waitSecondsMax,
        description:
          `How long the order waits for its codes, in seconds; ${waitSecondsDefault} by default. Only with ` +
          '`"fill": "wait"`.',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'OrderCreate',
    description: 'What to buy. Members that are not listed are refused.',
  },
);
export type OrderCreate = Static<typeof OrderCreate>;

export const OrderFailure = Type.Object(
  {
    code: Type.Enum([...orderFailureCodes], { ...mayGrow, description: 'Why it failed.' }),
    detail: Type.String({ description: 'The same in one sentence.' }),
    reason: nullable(
      Type.String({
        description: 'What we wrote to you when we refused or cancelled it; null otherwise.',
      }),
    ),
  },
  { title: 'OrderFailure', description: 'Why an order delivered nothing.' },
);
export type OrderFailure = Static<typeof OrderFailure>;

export const Order = Type.Object(
  {
    id: id('ord', 'Id of the order.'),
    object: Type.Literal('order'),
    mode: Mode,
    status: OrderStatusSchema,
    region: Region,
    denomination: Denomination,
    face_currency: currency('Currency printed on the cards.'),
    sku: Type.String({ description: 'Name of the product when it was ordered.' }),
    quantity: Type.Integer({
      minimum: 1,
      description: 'Number of codes that are delivered, or will be.',
    }),
    requested_quantity: Type.Integer({
      minimum: 1,
      description:
        'Number of codes that were ordered; more than `quantity` only with `"fill": "available"`.',
    }),
    list_price: money('Price of one code before any discount.'),
    unit_price: money('Price paid for one code.'),
    discount_bps: bps('Discount applied, in basis points.'),
    tier: nullable(Type.String({ description: 'Tier in force when it was ordered.' })),
    total: money('Unit price times quantity.'),
    currency: currency('Currency of every price here.'),
    payment: Type.Enum([...paymentMethods], {
      ...mayGrow,
      description: 'How it is paid.',
    }),
    reference: nullable(Type.String({ description: 'Your own order number, if you gave one.' })),
    metadata: Metadata,
    created_at: time('When it was accepted.'),
    paid_at: nullable(time('When its money was taken.')),
    delivered_at: nullable(time('When every code was available to you.')),
    failed_at: nullable(time('When it failed.')),
    expires_at: nullable(
      time(
        'When it fails unless it is paid, confirmed or filled; null when it is final or waits without end.',
      ),
    ),
    failure: Type.Union([OrderFailure, Type.Null()], {
      description: 'Why it failed; null unless `status` is `failed`.',
    }),
    refunded: money(
      'Money that came back to you for single codes of it, through claims and returns; `total` stays what was paid.',
    ),
    claimable_until: nullable(time('Last moment to claim a code: 168 hours after delivery.')),
    sequence: Type.Integer({
      minimum: 1,
      description:
        "Count of this order's transitions and returns; `pending` is 1. A higher one is newer.",
    }),
  },
  {
    title: 'Order',
    description:
      'An order with its terms of sale, whatever happens to the catalogue later. Contains no code.',
  },
);
export type Order = Static<typeof Order>;

export const OrderList = Type.Object(
  { object: Type.Literal('list'), data: Type.Array(Order), ...pageMembers },
  { title: 'OrderList', description: 'A page of orders, newest first.' },
);
export type OrderList = Static<typeof OrderList>;

/** The filters that the API and the portal have in common. */
export const orderFilters = {
  status: Type.Optional(
    repeatable(Type.Enum([...orderStatuses], { type: 'string' }), 'Only orders in this state.'),
  ),
  sku: Type.Optional(
    repeatable(
      Type.String({ minLength: 1, maxLength: skuLengthMax }),
      'Only orders of the product with this name, in any case.',
    ),
  ),
  created_after: Type.Optional(time('Only orders created later than this moment.')),
  created_before: Type.Optional(time('Only orders created earlier than this moment.')),
  delivered_after: Type.Optional(time('Only orders delivered later than this moment.')),
  delivered_before: Type.Optional(time('Only orders delivered earlier than this moment.')),
};

export const OrderListQuery = Type.Object(
  {
    region: Type.Optional(repeatable(RegionInput, 'Only orders of this region.')),
    ...orderFilters,
    reference: Type.Optional(Reference),
    ...pageQuery,
  },
  { additionalProperties: false },
);
export type OrderListQuery = Static<typeof OrderListQuery>;

export const OrderParams = idParam(
  'order_id',
  'Id of the order.',
  'ord_01m84j5stvek8taznva0d678kp',
);
