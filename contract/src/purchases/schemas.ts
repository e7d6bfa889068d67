import { type Static, type TSchema, Type } from 'typebox';
import {
  purchaseKnownKeysMax,
  purchaseLinesMax,
  purchaseReferenceLengthMax,
  skuLengthMax,
} from '../kit/limits.ts';
import { amount, currency, figure, id, Mode, money, nullable, time } from '../kit/primitives.ts';
import { Problem } from '../kit/problem.ts';
import {
  countedListOf,
  exportQuery,
  listQuery,
  oneOf,
  request,
  searchQuery,
} from '../kit/shapes.ts';
import { Order, OrderCreate } from '../orders/schemas.ts';
import { OrderBuyer, OrderModeQuery } from '../orders/web-app-schemas.ts';

const { region, denomination, quantity, payment, hold_seconds, fill, wait_seconds } =
  OrderCreate.properties;

const lineKey = Type.String({
  pattern: '^[A-Za-z0-9_-]{1,64}$',
  description:
    'Your name for this line, made once: a line that comes again with it buys nothing more. A line with other ' +
    'content needs another.',
});

const PurchaseLineCreate = request('PurchaseLineCreate', 'One product of a purchase.', {
  key: lineKey,
  region,
  denomination,
  quantity,
  max_unit_price: Type.Optional(
    amount(
      'The price that was shown, in your currency: a higher one is refused with `price_changed`.',
    ),
  ),
});
export type PurchaseLineCreate = Static<typeof PurchaseLineCreate>;

export const PurchaseCreate = request(
  'PurchaseCreate',
  'Lines to buy. How they are paid and filled, and your own number, apply to all lines of this call.',
  {
    id: id(
      'pur',
      'Your name for the purchase, made once. Lines that are sent with it later join the same purchase.',
    ),
    lines: Type.Array(PurchaseLineCreate, { minItems: 1, maxItems: purchaseLinesMax }),
    known_keys: Type.Optional(
      Type.Array(lineKey, {
        maxItems: purchaseKnownKeysMax,
        description:
          'The keys of lines that you have sent with this id before, or have seen in it. If the purchase has any other line, another tab has ' +
          'sent it, and the call is refused whole, with `invalid_state`.',
      }),
    ),
    reference: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: purchaseReferenceLengthMax,
        description:
          'Your own number for the purchase. Each order gets it with the number of its line as its `reference`: `PO-1042/1`, `PO-1042/2`. ' +
          'A number that orders of another purchase have is refused line by line, with `reference_in_use`.',
      }),
    ),
    payment,
    hold_seconds,
    fill,
    wait_seconds,
  },
);
export type PurchaseCreate = Static<typeof PurchaseCreate>;

const optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema);

/** The problem document that the partner API gives for the same order. */
export const LineRefusal = Type.Object(
  {
    ...Problem.properties,
    available: optional(figure('What is there: codes in stock, or money that can be spent.')),
    required: optional(money('What the line costs.')),
    unit_price: optional(money('The price now.')),
    limit: optional(figure('The limit that the line would exceed.')),
    used: optional(figure('How much of the limit is used.')),
    currency: optional(currency('Currency of every amount here.')),
  },
  {
    additionalProperties: true,
    title: 'LineRefusal',
    description:
      'Why a line was refused: the problem document that the partner API gives for the same order.',
  },
);
export type LineRefusal = Static<typeof LineRefusal>;

export const purchaseLineStates = ['bought', 'refused', 'open'] as const;
export type PurchaseLineState = (typeof purchaseLineStates)[number];

export const PurchaseLine = Type.Object(
  {
    key: lineKey,
    region,
    denomination,
    quantity: Type.Integer({ minimum: 1, description: 'Number of codes that were asked for.' }),
    max_unit_price: nullable(money('The price that it was guarded with.')),
    state: oneOf(
      purchaseLineStates,
      '`bought`: it is the order in `order`. `refused`: it bought nothing, for the reason in `refusal`; it may be sent ' +
        'again as it is, or corrected under another key. `open`: it has not been tried to its end; send it again.',
    ),
    order: Type.Union([Order, Type.Null()], { description: 'Its order, as it is now.' }),
    refusal: Type.Union([LineRefusal, Type.Null()], { description: 'Why it bought nothing.' }),
  },
  { title: 'PurchaseLine', description: 'One line of a purchase, with its order or its refusal.' },
);
export type PurchaseLine = Static<typeof PurchaseLine>;

export const Purchase = Type.Object(
  {
    id: id('pur', 'Id of the purchase.'),
    object: Type.Literal('purchase'),
    mode: Mode,
    created_at: time('When its first lines were sent.'),
    reference: nullable(
      Type.String({ description: 'Your own number for it, as its latest lines have it.' }),
    ),
    lines: Type.Array(PurchaseLine, {
      description: 'All lines that were sent with its id, in the order in which they came.',
    }),
  },
  {
    title: 'Purchase',
    description: 'Orders that were placed together; each line succeeds or is refused on its own.',
  },
);
export type Purchase = Static<typeof Purchase>;

const { id: purchaseId, mode, created_at, reference } = Purchase.properties;
const lineCount = (description: string) => Type.Integer({ minimum: 0, description });

export const PurchaseRow = Type.Object(
  {
    ...{ id: purchaseId, object: Type.Literal('purchase'), mode, created_at, reference },
    bought_by: OrderBuyer,
    lines: lineCount('Lines that were sent with its id.'),
    delivered: lineCount('Lines whose order is delivered.'),
    waiting: lineCount('Lines whose order waits.'),
    failed: lineCount('Lines whose order failed.'),
    refused: lineCount('Lines that bought nothing.'),
    open: lineCount('Lines that have not been tried to their end.'),
    codes: lineCount('Codes that were delivered.'),
    total: money('Price of what was delivered or waits.'),
    currency: currency('Currency of the price.'),
  },
  { title: 'PurchaseRow', description: 'A purchase, who made it, and its outcome as it is now.' },
);
export type PurchaseRow = Static<typeof PurchaseRow>;
export const PurchaseList = countedListOf('PurchaseList', 'Purchases, newest first.', PurchaseRow);

const filters = {
  ...OrderModeQuery.properties,
  ...searchQuery('Part of your own number, or the id of a purchase or of one of its orders.'),
  bought_by: Type.Optional(
    Type.String({ maxLength: 60, description: 'Only those of this person (`usr_…`).' }),
  ),
  created_from: Type.Optional(time('Only those from this moment on.')),
  created_before: Type.Optional(time('Only those before this moment.')),
};
export const PurchaseQuery = listQuery(filters);
export const PurchaseFilters = exportQuery(filters);
/** A line of the CSV of purchases. */
export interface PurchaseCsvLine extends Omit<PurchaseRow, 'object' | 'bought_by'> {
  readonly bought_by_id: string;
  readonly bought_by: string | null;
}
/** The columns of the CSV of purchases, in this order. */
export const purchaseCsvColumns = [
  'id',
  'reference',
  'created_at',
  'bought_by_id',
  'bought_by',
  'lines',
  'delivered',
  'waiting',
  'failed',
  'refused',
  'open',
  'codes',
  'total',
  'currency',
] as const satisfies readonly (keyof PurchaseCsvLine)[];

export const PurchaseCodes = Type.Object(
  {
    object: Type.Literal('purchase_codes'),
    orders: Type.Integer({ minimum: 1, description: 'Delivered orders, whose codes are here.' }),
    left_out: Type.Integer({
      minimum: 0,
      description: 'Orders that are not delivered: they have no codes yet, or failed.',
    }),
    csv: Type.String({
      'x-secret': true,
      description:
        'A CSV file with a line for each code: the order, then the columns of the codes of an order. A cell that a spreadsheet would ' +
        "run as a formula is prefixed with `'`.",
    }),
  },
  { title: 'PurchaseCodes', description: 'All codes of a purchase, read.' },
);

export const BuyingTerms = Type.Object(
  {
    object: Type.Literal('buying_terms'),
    mode: Mode,
    currency: currency('Currency of every amount here.'),
    invoice_limit: money('How much may be open by invoice; 0: no payment by invoice.'),
    approval_left: nullable(
      money('What can be ordered now without our approval; null: any amount.'),
    ),
    hold_seconds_max: Type.Integer({
      minimum: 0,
      description: 'How long a hold may last, in seconds; 0: no holds.',
    }),
    bought: Type.Array(Type.String({ description: 'SKU of a product.' }), {
      description: 'The products of your latest orders of the last 90 days.',
    }),
    favourites: Type.Array(Type.String({ description: 'SKU of a product.' }), {
      description: 'The products that this person starred.',
    }),
  },
  { title: 'BuyingTerms', description: 'How this business may buy.' },
);
export type BuyingTerms = Static<typeof BuyingTerms>;

export const FavouriteSet = request('FavouriteSet', 'A product, and whether it is starred.', {
  sku: Type.String({ minLength: 1, maxLength: skuLengthMax, description: 'The product.' }),
  favourite: Type.Boolean({ description: 'Whether this person wants it among the favourites.' }),
});
