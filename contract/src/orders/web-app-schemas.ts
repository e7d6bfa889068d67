import { type Static, Type } from 'typebox';
import {
  codeTextLengthMax,
  orderSortedMax,
  referenceLengthMax,
  revealCodesMax,
} from '../kit/limits.ts';
import { personal } from '../kit/personal.ts';
import { id, nullable, time } from '../kit/primitives.ts';
import { countedListOf, exportQuery, listOf, listQuery, oneOf, request } from '../kit/shapes.ts';
import { codeStatuses } from './codes.ts';
import { Reveal } from './reveals.ts';
import { Order, orderFilters } from './schemas.ts';

export const mode = Type.Optional(
  Type.Enum(['live', 'test'], {
    type: 'string',
    default: 'live',
    description: 'Live or test orders.',
  }),
);

const filters = {
  mode,
  ...orderFilters,
  region: Type.Optional(Type.String({ maxLength: 2, description: 'Only of this region.' })),
  search: Type.Optional(
    Type.String({
      maxLength: referenceLengthMax,
      description:
        'Only the order with this id, those of the purchase with this id, or orders whose reference of your own contains this text.',
    }),
  ),
  bought_by: Type.Optional(
    Type.String({
      maxLength: 60,
      description: 'Only those that this key (`key_…`) or this person (`usr_…`) placed.',
    }),
  ),
};

/** `ends`: those that wait until some time, the soonest first; then those without such a time. */
export const orderSorts = ['newest', 'oldest', 'largest', 'smallest', 'ends'] as const;
export type OrderSort = (typeof orderSorts)[number];
export const PortalOrderQuery = listQuery({
  ...filters,
  sort: Type.Optional(
    Type.Enum([...orderSorts], {
      type: 'string',
      default: 'newest',
      description: `In which order. Any other than \`newest\` for at most ${orderSortedMax} orders.`,
    }),
  ),
});
export const PortalOrderFilters = exportQuery(filters);
/** Columns of the CSV of orders, in this order, each a member of an order; `failure` is its code. */
export const ordersCsvColumns = [
  'id',
  'reference',
  'mode',
  'status',
  'sku',
  'region',
  'denomination',
  'face_currency',
  'quantity',
  'requested_quantity',
  'list_price',
  'unit_price',
  'discount_bps',
  'tier',
  'total',
  'refunded',
  'currency',
  'payment',
  'created_at',
  'paid_at',
  'delivered_at',
  'failed_at',
  'failure',
] as const;
export const OrderModeQuery = Type.Object({ mode }, { additionalProperties: false });
export const OrderBuyer = Type.Object(
  {
    id: Type.String({ description: 'Id of the key (`key_…`) or of the person (`usr_…`).' }),
    name: nullable(
      personal(
        'contact',
        Type.String({
          description: 'Name of the person, or of the key with what is visible of it.',
        }),
      ),
    ),
  },
  { title: 'OrderBuyer', description: 'The key or the person that placed an order.' },
);
export type OrderBuyer = Static<typeof OrderBuyer>;
export const PortalOrder = Type.Object(
  {
    ...Order.properties,
    bought_by: Type.Union([OrderBuyer, Type.Null()], {
      description: 'The key or the person that placed it; null if that is not known.',
    }),
    purchase_id: nullable(
      id('pur', 'The purchase of which it is a line; null if a key placed it.'),
    ),
  },
  { title: 'PortalOrder', description: 'An order, who placed it, and with which others.' },
);
export type PortalOrder = Static<typeof PortalOrder>;
export const PortalOrderList = countedListOf('OrderList', 'Orders.', PortalOrder);

export const MaskedCode = Type.Object(
  {
    id: id('cod', 'Id of the code.'),
    status: oneOf(codeStatuses, 'Whether it is yours, or was replaced, refunded or returned.'),
    read: Type.Boolean({ description: 'Whether somebody has read it.' }),
    replaces: nullable(id('cod', 'Id of the code that it replaces.')),
    delivered_at: time('When it was delivered.'),
    claimable_until: time('The last moment to claim it.'),
    returnable_until: nullable(
      time('The last moment to return it; null if it was read or claimed, or the time is over.'),
    ),
    expires_at: nullable(time('When it expires; null if it does not.')),
    claim_id: nullable(id('clm', 'The open or approved claim with this code.')),
    recalled: Type.Boolean({ description: 'Whether its lot was recalled: do not sell it.' }),
  },
  { title: 'MaskedCode', description: 'A code of an order, never the code itself.' },
);
export type MaskedCode = Static<typeof MaskedCode>;
export const MaskedCodeList = listOf('MaskedCodeList', 'The codes of an order.', MaskedCode);

export const RevealCreate = request('RevealCreate', 'The codes to read.', {
  codes: Type.Optional(
    Type.Array(
      Type.String({
        minLength: 1,
        maxLength: codeTextLengthMax,
        description: 'Id of a code of the order (`cod_…`).',
      }),
      {
        minItems: 1,
        maxItems: revealCodesMax,
        description: 'Only these are read; without it, all codes of the order.',
      },
    ),
  ),
});

export const PortalReveal = Type.Object(
  {
    ...Reveal.properties,
    reader_name: nullable(
      personal(
        'contact',
        Type.String({
          description: 'Name of the person, or of the key with what is visible of it.',
        }),
      ),
    ),
    address: personal('readings', Reveal.properties.address),
  },
  { title: 'PortalReveal', description: 'One reading of the codes of an order.' },
);
export type PortalReveal = Static<typeof PortalReveal>;
export const PortalRevealQuery = listQuery({ mode });
export const PortalRevealList = listOf(
  'PortalRevealList',
  'Who read the codes of an order, newest first.',
  PortalReveal,
);
