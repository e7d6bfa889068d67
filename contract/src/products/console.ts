import { type Static, Type } from 'typebox';
import {
  amount,
  currency,
  Denomination,
  DenominationInput,
  id,
  money,
  nullable,
  Region,
  RegionInput,
  time,
} from '../kit/primitives.ts';
import {
  exportQuery,
  line,
  listOf,
  listQuery,
  oneOf,
  request,
  searchQuery,
  textParam,
} from '../kit/shapes.ts';
import {
  acting,
  created,
  fileReply,
  moving,
  ok,
  okOrProposed,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { jump, jumpMeant } from '../price-changes/jump.ts';
import { Proposal } from '../proposals/schemas.ts';
import { productStatuses } from './statuses.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const ProductPrice = Type.Object(
  {
    currency: currency('Currency of the amounts.'),
    list_price: nullable(money('What a partner without tier or own price pays; null: not listed.')),
    changed_at: nullable(time('When it was set.')),
    cost_low: nullable(money('Lowest known cost of a code for sale; null if none is known.')),
    cost_high: nullable(money('Highest known cost of a code for sale; null if none is known.')),
    margin_bps: nullable(
      Type.Integer({ description: 'Of the list price above the highest known cost.' }),
    ),
    floor: nullable(money('The lowest price that one person may set; null if a cost is unknown.')),
    below_floor: Type.Boolean({ description: 'Whether the list price is below the floor.' }),
  },
  { title: 'ProductPrice', description: 'Price, cost and margin of a product in one currency.' },
);
export type ProductPrice = Static<typeof ProductPrice>;

export const Product = Type.Object(
  {
    id: Type.String({ description: 'SKU of the product.' }),
    object: Type.Literal('product'),
    region: Region,
    region_name: Type.String({ description: 'Name of the region.' }),
    denomination: Denomination,
    face_currency: currency('Currency of the face value.'),
    status: oneOf(productStatuses, 'Only an active one is sold.'),
    available: count('Live codes for sale.'),
    cost_unknown: count('Of them, those with unknown cost.'),
    prices: Type.Array(ProductPrice, {
      description: 'By currency, for those with a price or a cost.',
    }),
  },
  { title: 'Product', description: 'A face value of a region, as staff see it.' },
);
export type Product = Static<typeof Product>;
const ProductList = listOf('ProductList', 'Products by region and face value.', Product);
const filters = {
  ...searchQuery('Part of a SKU or of a region’s name.'),
  region: Type.Optional(Region),
  status: Type.Optional(oneOf(productStatuses, 'Only in this state.')),
  price: Type.Optional(
    oneOf(
      ['set', 'missing', 'below_floor'],
      'Only with a list price, only without any, or only with one below the floor.',
    ),
  ),
};
export const ProductQuery = listQuery(filters);
export const ProductFilters = exportQuery({
  ...filters,
  currency: Type.Optional(
    currency('Only list prices in this currency; products without one have a line to fill in.'),
  ),
});

export const OwnPrice = Type.Object(
  {
    partner: PartnerRef,
    currency: currency('Currency of the price.'),
    unit_price: money('What this business pays, independent of the list price.'),
  },
  { title: 'OwnPrice', description: 'The price of one business.' },
);
export const ProductFile = Type.Object(
  {
    ...Product.properties,
    own_prices: Type.Array(OwnPrice),
    waiting: Type.Array(Proposal, { description: 'A list price that waits for a second person.' }),
    scheduled: Type.Array(
      Type.Object(
        {
          currency: currency('Currency of the amount.'),
          after: money('The list price that will be set.'),
          takes_effect_at: time('When.'),
          price_change_id: id('pch', 'The change that sets it.'),
        },
        { title: 'ScheduledPrice', description: 'A list price that will be set.' },
      ),
      { description: 'The next change of each list price, if one is scheduled.' },
    ),
  },
  { title: 'ProductFile', description: 'A product with the prices of single businesses.' },
);
export type ProductFile = Static<typeof ProductFile>;

const priceMembers = {
  currency: currency('Currency of the list price.'),
  list_price: amount('The new list price, more than 0.'),
};

export const PriceQuery = Type.Object(priceMembers, { additionalProperties: false });

export const PricePlan = Type.Object(
  {
    object: Type.Literal('price_plan'),
    currency: currency('Currency of the amounts.'),
    before: nullable(money('The list price now.')),
    after: money('The list price that was asked for.'),
    change_bps: nullable(Type.Integer({ description: 'By how much it changes.' })),
    margin_bps: nullable(Type.Integer({ description: 'Above the highest known cost.' })),
    needs_two: Type.Boolean({ description: 'Whether it needs a second person.' }),
    own_prices: count('Businesses with their own price, which stays the same.'),
    floor: nullable(money('The lowest price that one person may set; null if a cost is unknown.')),
    jump: jump('`jump` confirms it'),
    scheduled_at: nullable(time('When a scheduled change will set this price.')),
  },
  { title: 'PricePlan', description: 'What a new list price would change.' },
);
export type PricePlan = Static<typeof PricePlan>;

export const PriceSet = request(
  'PriceSet',
  'A new list price, and the one that it was planned from.',
  {
    ...priceMembers,
    before: nullable(amount('The list price that was seen; null where there was none.')),
    reason: Type.Optional(nullable(line(500, 'Why, for colleagues.'))),
    jump: jumpMeant,
  },
);

export const ProductAdd = request('ProductAdd', 'A new product: a face value of a region.', {
  region: RegionInput,
  denomination: DenominationInput,
});

export const ProductStatusSet = request('ProductStatusSet', 'The state of a product.', {
  status: oneOf(productStatuses, 'Only an active one is sold.'),
});

const sku = textParam('sku', 'SKU of the product.');

/** Products and prices. */
export const consoleProductOperations = {
  listProducts: {
    ...reading,
    tag: 'Catalogue',
    roles: ['admin', 'finance', 'stock', 'read_only'],
    id: 'listProducts',
    path: '/products',
    summary: 'List products',
    description: 'With their list prices, codes for sale and costs.',
    query: ProductQuery,
    replies: okPage(ProductList, 'A page of products.'),
  },
  exportPrices: {
    ...reading,
    tag: 'Catalogue',
    roles: ['admin', 'finance', 'stock', 'read_only'],
    id: 'exportPrices',
    path: '/products/export',
    summary: 'Download list prices as CSV',
    description: 'In the form in which prices are read: change the prices in it and plan the file.',
    query: ProductFilters,
    replies: fileReply('text/csv', 'One line per list price.'),
  },
  getProduct: {
    ...reading,
    tag: 'Catalogue',
    roles: ['admin', 'finance', 'stock', 'read_only'],
    id: 'getProduct',
    path: '/products/{sku}',
    summary: 'Read a product',
    description: 'Its prices by currency, and those of single businesses.',
    params: sku,
    replies: ok(ProductFile, 'The product.'),
  },
  addProduct: {
    ...acting,
    tag: 'Catalogue',
    roles: ['admin', 'finance', 'stock'],
    id: 'addProduct',
    path: '/products',
    summary: 'Add a product',
    description:
      'A face value of a region, active and without a price: codes can be imported, and it is sold from its first list price on. It is ' +
      'never removed, only retired.',
    body: ProductAdd,
    replies: created(ProductFile, 'The product.'),
  },
  setProductStatus: {
    ...acting,
    tag: 'Catalogue',
    roles: ['admin', 'finance', 'stock'],
    id: 'setProductStatus',
    path: '/products/{sku}/status',
    summary: 'Activate, pause or retire a product',
    description:
      'Only an active one can be ordered; it stays listed in every state. Orders and holds that exist are served as before.',
    params: sku,
    body: ProductStatusSet,
    replies: ok(ProductFile, 'The product.'),
  },
  planPrice: {
    ...reading,
    tag: 'Catalogue',
    roles: ['admin', 'finance'],
    id: 'planPrice',
    path: '/products/{sku}/price-plan',
    summary: 'Plan a list price',
    description: 'Returns what it would change. Nothing is set.',
    params: sku,
    query: PriceQuery,
    replies: ok(PricePlan, 'What it would change.'),
  },
  setListPrice: {
    ...acting,
    tag: 'Catalogue',
    roles: ['admin', 'finance'],
    ...moving('money'),
    id: 'setListPrice',
    path: '/products/{sku}/price',
    summary: 'Set a list price',
    description:
      'For orders from now on. The first one needs a second admin, and so does a lower one, unless it covers the known cost of every ' +
      'code for sale and of every code imported in the last 90 days. `invalid_state` if the list price is no longer `before`.',
    params: sku,
    body: PriceSet,
    replies: okOrProposed(ProductFile, Proposal, 'The product.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
