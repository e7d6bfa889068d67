import { type Static, Type } from 'typebox';
import { cursorLengthMax } from '../kit/limits.ts';
import {
  bps,
  currency,
  Denomination,
  DenominationInput,
  money,
  Region,
  RegionInput,
  repeatable,
  time,
} from '../kit/primitives.ts';
import { textParam } from '../kit/shapes.ts';

export const InventoryItem = Type.Object(
  {
    sku: Type.String({ description: 'Name of the product: region and denomination.' }),
    region: Region,
    denomination: Denomination,
    face_currency: currency('Currency printed on the card.'),
    list_price: money('Price of one code before any discount.'),
    unit_price: money('Price of one code for this partner, now.'),
    currency: currency("The partner's currency, of both prices."),
    discount_bps: bps(
      "The tier's discount in basis points, or less where the price has reached its lowest; 0 if the partner has its own price.",
    ),
    available: Type.Integer({
      minimum: 0,
      description: 'Codes that a new order could get at once.',
    }),
    waiting: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'Codes that orders with `"fill": "wait"` wait for: as many go to them before a new order that waits is filled. Left ' +
          'out if none waits.',
      }),
    ),
    in_stock: Type.Boolean({ description: 'Whether `available` is more than 0.' }),
    min_quantity: Type.Integer({ minimum: 1, description: 'Fewest codes of one order.' }),
    max_quantity: Type.Integer({ minimum: 1, description: 'Most codes of one order.' }),
    status: Type.Enum(['active', 'paused', 'retired'], {
      type: 'string',
      description: 'Only `active` products can be ordered. A product once listed never disappears.',
    }),
    updated_at: time('Last change of stock, price or status.'),
  },
  { title: 'InventoryItem', description: 'One product: a region and a denomination.' },
);
export type InventoryItem = Static<typeof InventoryItem>;
/** The columns of the price list as CSV, in this order, each a member of a product. */
export const inventoryCsvColumns = [
  'sku',
  'region',
  'denomination',
  'face_currency',
  'list_price',
  'unit_price',
  'currency',
  'discount_bps',
  'available',
  'waiting',
  'in_stock',
  'min_quantity',
  'max_quantity',
  'status',
  'updated_at',
] as const satisfies readonly (keyof InventoryItem)[];

export const InventoryRegion = Type.Object(
  {
    region: Region,
    name: Type.String({ description: 'Name of the region in English.' }),
    currency: currency('Currency of the cards of this region.'),
    products: Type.Integer({ minimum: 0, description: 'Number of products in this reply.' }),
  },
  { title: 'InventoryRegion', description: 'A region that the products of a reply belong to.' },
);
export type InventoryRegion = Static<typeof InventoryRegion>;

const snapshotMembers = {
  currency: currency("The partner's currency."),
  as_of: time('The moment of the data; never older than 1 s.'),
  cursor: Type.String({ description: 'Send it to `/inventory/changes` as `cursor`.' }),
};

export const Inventory = Type.Object(
  {
    object: Type.Literal('inventory'),
    ...snapshotMembers,
    regions: Type.Array(InventoryRegion),
    data: Type.Array(InventoryItem),
  },
  { title: 'Inventory', description: 'Everything that this partner can buy, in one reply.' },
);
export type Inventory = Static<typeof Inventory>;

export const InventoryChanges = Type.Object(
  {
    object: Type.Literal('inventory_changes'),
    ...snapshotMembers,
    data: Type.Array(InventoryItem, {
      description: 'The products that changed, as they are now. A row may repeat, none is missed.',
    }),
  },
  { title: 'InventoryChanges', description: 'The products that changed since a cursor.' },
);
export type InventoryChanges = Static<typeof InventoryChanges>;

export const InventoryQuery = Type.Object(
  {
    region: Type.Optional(repeatable(RegionInput, 'Only products of this region.')),
    denomination: Type.Optional(DenominationInput),
    in_stock: Type.Optional(
      Type.Boolean({ default: false, description: '`true`: only products that are in stock.' }),
    ),
  },
  { additionalProperties: false },
);
export type InventoryQuery = Static<typeof InventoryQuery>;

export const InventoryItemParams = textParam('sku', 'Name of the product, in any case.', {
  examples: ['PSN-US-50'],
});

export const InventoryChangesQuery = Type.Object(
  {
    cursor: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: cursorLengthMax,
        description: '`cursor` of the last `/inventory` or `/inventory/changes` reply. Required.',
      }),
    ),
    since: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: cursorLengthMax,
        description: 'Another name of `cursor`.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type InventoryChangesQuery = Static<typeof InventoryChangesQuery>;
