import { type Static, Type } from 'typebox';
import { skuLengthMax, thresholdsMax } from '../kit/limits.ts';
import { currency, Denomination, money, nullable, Region, time } from '../kit/primitives.ts';
import { exportQuery, listOf, listQuery, oneOf, request, searchQuery } from '../kit/shapes.ts';
import { productStatuses } from '../products/statuses.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const StockCost = Type.Object(
  {
    currency: currency('Currency of the amount.'),
    amount: nullable(money('For the codes whose cost is known; null if none is.')),
    unknown: count('Codes whose cost is not known; they are not in the amount.'),
  },
  { title: 'StockCost', description: 'What codes for sale cost us, in one currency.' },
);

export const StockLevel = Type.Object(
  {
    id: Type.String({ description: 'SKU of the product.' }),
    object: Type.Literal('stock_level'),
    region: Region,
    region_name: Type.String({ description: 'Name of the region.' }),
    denomination: Denomination,
    face_currency: currency('Currency of the face value.'),
    status: oneOf(productStatuses, 'Only an active product is sold.'),
    available: count('Live codes for sale.'),
    costs: Type.Array(StockCost, { description: 'What they cost us.' }),
    oldest_at: nullable(
      time('When the oldest lot was completed that still has codes for sale; null if none has.'),
    ),
    next_expiry: nullable(time('When the first of them expire; null if none does.')),
    expiring: count('Of them, those that expire within 30 days.'),
    sold: nullable(count('Codes sold on the counted days; null before they were counted.')),
    days: nullable(
      Type.Integer({
        minimum: 1,
        description: 'The counted days: of the last 14, those on which it was in stock all day.',
      }),
    ),
    cover_days: nullable(
      Type.Number({
        minimum: 0,
        description: 'For how many days the codes last at this pace; null if none was sold.',
      }),
    ),
    threshold: nullable(count('From how many codes on it is low; null: nobody is warned.')),
    is_low: Type.Boolean({ description: 'Whether it has no more codes than its threshold.' }),
  },
  { title: 'StockLevel', description: 'The live stock of a product, and how long it lasts.' },
);
export type StockLevel = Static<typeof StockLevel>;

export const StockLevelList = listOf(
  'StockLevelList',
  'The stock of products, by region and face value.',
  StockLevel,
);
const filters = {
  ...searchQuery('Part of a SKU or of a region’s name.'),
  region: Type.Optional(Region),
  level: Type.Optional(
    oneOf(
      ['low', 'out', 'expiring', 'unwatched', 'all'],
      '`low`: at its threshold or below. `out`: sold out. `expiring`: with codes that expire within 30 days. `unwatched`: ' +
        'without a threshold. `all`: also products that were never in stock and have no threshold.',
    ),
  ),
};
/** Orders of the list: both ways by product, by what lasts, by age, and by expiry. */
export const stockSorts = [
  ...(['product', 'product_last', 'shortest', 'longest'] as const),
  ...(['oldest', 'youngest', 'expires_first', 'expires_last'] as const),
] as const;
export type StockSort = (typeof stockSorts)[number];
const sort = Type.Optional(
  oneOf(
    stockSorts,
    'By default `product`: by region and face value; `product_last`: the other way. `shortest`, `longest`: by the days that the codes last; what nothing is sold of lasts ' +
      'longest. `oldest`, `youngest`: by the oldest lot. `expires_first`, `expires_last`: by the first expiry. Products without one are last.',
  ),
);
export const StockLevelQuery = listQuery({ ...filters, sort });
export const StockLevelFilters = exportQuery({ ...filters, sort });
/** The columns of the CSV of stock, in this order. */
export const stockLevelCsvColumns = [
  'id',
  'status',
  'available',
  'cover_days',
  'sold',
  'days',
  'oldest_at',
  'next_expiry',
  'expiring',
  'threshold',
] as const satisfies readonly (keyof StockLevel)[];

const codes = nullable(
  Type.Integer({
    minimum: 0,
    maximum: 10_000_000,
    description: 'From how many codes on a product is low; null: nobody is warned.',
  }),
);
export const StockThresholdSet = request('StockThresholdSet', 'When staff are warned.', { codes });

export const StockThresholdsSet = request(
  'StockThresholdsSet',
  'When staff are warned of many products: either of `skus` and `region`, and either of `codes` and `days`.',
  {
    skus: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: skuLengthMax }), {
        minItems: 1,
        maxItems: thresholdsMax,
        description: 'The products.',
      }),
    ),
    region: Type.Optional(Region),
    codes: Type.Optional(codes),
    days: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 90,
        description:
          'As many codes as each product sells in so many days at the pace of the last 14.',
      }),
    ),
  },
);
export type StockThresholdsSet = Static<typeof StockThresholdsSet>;

export const ThresholdStep = Type.Object(
  {
    sku: Type.String({ description: 'SKU of the product.' }),
    region_name: Type.String({ description: 'Name of the region.' }),
    before: nullable(count('Its threshold now; null: nobody is warned.')),
    after: nullable(count('Its threshold then.')),
    available: count('Live codes for sale.'),
    is_low: Type.Boolean({ description: 'Whether it is low now.' }),
    will_be_low: Type.Boolean({ description: 'Whether it would be low.' }),
  },
  { title: 'ThresholdStep', description: 'A threshold that would change.' },
);
export type ThresholdStep = Static<typeof ThresholdStep>;

export const StockThresholdPlan = Type.Object(
  {
    object: Type.Literal('stock_threshold_plan'),
    steps: Type.Array(ThresholdStep, { description: 'Thresholds that change.' }),
    unchanged: count('Products whose threshold is the same already.'),
    without_pace: Type.Array(Type.String({ description: 'SKU of the product.' }), {
      description: 'Products that stay as they are: nothing was sold of them, so days say nothing.',
    }),
    low_now: count('Of all these products, those that are low now.'),
    low_then: count('Of all these products, those that would be low.'),
  },
  {
    title: 'StockThresholdPlan',
    description: 'What thresholds would change, or changed.',
  },
);
export type StockThresholdPlan = Static<typeof StockThresholdPlan>;
