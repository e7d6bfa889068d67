import { type Static, Type } from 'typebox';
import { priceFileLengthMax, priceLinesMax, skuLengthMax } from '../kit/limits.ts';
import {
  amount,
  currency,
  Denomination,
  id,
  money,
  nullable,
  Region,
  time,
} from '../kit/primitives.ts';
import { line, listOf, listQuery, oneOf, oneOfOrNull, request } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { productStatuses } from '../products/statuses.ts';
import { jump } from './jump.ts';
import {
  priceChangeStates,
  priceLineResults,
  priceRoundings,
  priceRules,
  skipReasons,
} from './states.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const share = (description: string) => nullable(Type.Integer({ description }));
const sku = Type.String({ minLength: 1, maxLength: skuLengthMax, description: 'SKU.' });

export const PriceRule = request('PriceRule', 'A rule that makes list prices for some products.', {
  currency: currency('Currency of the list prices.'),
  rule: oneOf(
    priceRules,
    '`percent`: on the list price now. `cost_plus`: on the highest cost of a code for sale.',
  ),
  percent: Type.Number({
    minimum: -90,
    maximum: 900,
    description: 'Per cent that are added, with at most two decimals; less than 0 takes away.',
  }),
  rounding: oneOf(
    priceRoundings,
    'Prices are rounded up: `minor` to the minor unit, `x5` to the next that ends in 0 or 5, `x9` to the next that ends in 9.',
  ),
  q: Type.Optional(
    Type.String({ maxLength: 100, description: 'Part of a SKU or of a region’s name.' }),
  ),
  region: Type.Optional(Region),
  status: Type.Optional(oneOf(productStatuses, 'Only products in this state.')),
});
export type PriceRule = Static<typeof PriceRule>;

export const PriceFile = request('PriceFile', 'List prices as a CSV file.', {
  csv: Type.String({
    minLength: 1,
    maxLength: priceFileLengthMax,
    description:
      'Text with the columns `region`, `denomination`, `currency` and `list_price`, as the export has them. A row ' +
      'without a price leaves its product as it is.',
  }),
});

const lineMembers = {
  sku,
  currency: currency('Currency of the list price.'),
  after: amount('The new list price, more than 0.'),
};
const lines = <Line extends Parameters<typeof Type.Array>[0]>(of: Line) =>
  Type.Array(of, { minItems: 1, maxItems: priceLinesMax, description: 'One for each price.' });

export const PriceLines = request('PriceLines', 'List prices, each with its product.', {
  lines: lines(Type.Object(lineMembers, { additionalProperties: false })),
});

export const PlannedPrice = Type.Object(
  {
    sku: Type.String({ description: 'SKU of the product.' }),
    region_name: Type.String({ description: 'Name of the region.' }),
    denomination: Denomination,
    face_currency: currency('Currency of the face value.'),
    currency: currency('Currency of the amounts.'),
    before: nullable(money('The list price now; null: none.')),
    after: money('The new list price.'),
    change_bps: share('By how much it changes.'),
    cost_high: nullable(
      money('Highest cost of a code for sale; null if one of them has no cost in this currency.'),
    ),
    margin_before_bps: share('Of the list price now above the highest cost.'),
    margin_after_bps: share('Of the new one.'),
    available: count('Codes for sale.'),
    floor: nullable(money('The lowest price that one person may set; null if a cost is unknown.')),
    below_floor: Type.Boolean({ description: 'Whether the new price is below the floor.' }),
    needs_two: Type.Boolean({ description: 'Whether it needs a second admin.' }),
    jump: jump('confirm it by its SKU and currency'),
    own_prices: count('Businesses with their own price, which stays the same.'),
    scheduled_at: nullable(time('When another change will set this price.')),
  },
  { title: 'PlannedPrice', description: 'A new list price and its effect.' },
);
export type PlannedPrice = Static<typeof PlannedPrice>;

export const PriceChangePlan = Type.Object(
  {
    object: Type.Literal('price_change_plan'),
    lines: Type.Array(PlannedPrice, { description: 'Prices that would change.' }),
    unchanged: count('Prices that are the same already.'),
    skipped: Type.Array(
      Type.Object({
        sku: Type.String({ description: 'SKU of the product.' }),
        why: oneOf(skipReasons, 'Why the rule makes no price for it.'),
      }),
    ),
    partners: Type.Object({
      concerned: count('Approved businesses that would pay another price for one of the products.'),
      large: Type.Array(
        Type.Object({
          partner: PartnerRef,
          prices: count('Prices that change by a tenth or more.'),
          most_bps: Type.Integer({ description: 'The largest change.' }),
        }),
        { description: 'Those with a change of a tenth or more, the largest first; at most 20.' },
      ),
      large_count: count('How many these are in all.'),
    }),
  },
  { title: 'PriceChangePlan', description: 'What new list prices would change. Nothing is set.' },
);
export type PriceChangePlan = Static<typeof PriceChangePlan>;

export const PriceChangeMake = request(
  'PriceChangeMake',
  'New list prices, each with the one that its author saw.',
  {
    lines: lines(
      Type.Object(
        {
          ...lineMembers,
          before: nullable(amount('The list price that was seen; null where there was none.')),
        },
        { additionalProperties: false },
      ),
    ),
    jumps: Type.Array(
      Type.Object({ sku, currency: lineMembers.currency }, { additionalProperties: false }),
      {
        maxItems: priceLinesMax,
        description: 'Prices that are meant, although they look like a slip.',
      },
    ),
    reason: line(500, 'Why, for colleagues.'),
    takes_effect_at: Type.Optional(
      nullable(time('When; without it at once. At most a year ahead.')),
    ),
    replaces: Type.Optional(
      nullable(id('pch', 'A change that waits or is scheduled, and is cancelled with this one.')),
    ),
  },
);

const members = {
  id: id('pch', 'Id of the price change.'),
  object: Type.Literal('price_change'),
  state: oneOf(priceChangeStates, 'Its state.'),
  reason: Type.String({ description: 'Why it was made.' }),
  made_by: Type.String({ description: 'Who made it.' }),
  made_at: time('When it was made.'),
  takes_effect_at: nullable(time('When it takes effect, or was to; null: at once.')),
  ended_by: nullable(Type.String({ description: 'Who applied or cancelled it.' })),
  ended_at: nullable(time('When it was applied or cancelled.')),
  prices: count('Prices in it.'),
  changed: count('Prices that it has changed.'),
  left_out: count(
    'Prices that were left out, because they were below the floor by then or were set again since.',
  ),
};

export const PriceChangeSummary = Type.Object(members, {
  title: 'PriceChangeSummary',
  description: 'A change of list prices.',
});
export type PriceChangeSummary = Static<typeof PriceChangeSummary>;
export const PriceChangeList = listOf(
  'PriceChangeList',
  'Price changes, newest first.',
  PriceChangeSummary,
);
export const PriceChangeQuery = listQuery({
  state: Type.Optional(oneOf(priceChangeStates, 'Only in this state.')),
});

export const PriceChange = Type.Object(
  {
    ...members,
    lines: Type.Array(
      Type.Object({
        sku: Type.String({ description: 'SKU of the product.' }),
        currency: currency('Currency of the amounts.'),
        before: nullable(money('The list price that its author saw; null: none.')),
        after: money('The new list price.'),
        result: oneOfOrNull(
          priceLineResults,
          'Its result; null until the change is applied. `below_floor`, `superseded`: it was left out.',
        ),
        replaced: nullable(
          money('The list price that it replaced; null if that is the one that its author saw.'),
        ),
      }),
    ),
  },
  { title: 'PriceChange', description: 'A change of list prices with its lines.' },
);
export type PriceChange = Static<typeof PriceChange>;
