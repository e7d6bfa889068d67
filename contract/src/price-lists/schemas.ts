import { type Static, Type } from 'typebox';
import { amount, currency, Denomination, id, money, nullable, time } from '../kit/primitives.ts';
import { line, listOf, request } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { jump, jumpMeant } from '../price-changes/jump.ts';
import { Proposal } from '../proposals/schemas.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const percentText = 'Per cent that are added to every list price without a fixed one.';

const members = {
  id: id('pls', 'Id of the price list.'),
  object: Type.Literal('price_list'),
  name: Type.String({ description: 'Its name, for staff.' }),
  currency: currency('Currency of its prices and of its partners.'),
  percent: Type.Number({ description: `${percentText} Less than 0 takes away.` }),
  fixed_prices: count('Products with a fixed price.'),
  partner_count: count('Partners that buy at it.'),
  changed_at: time('When it was changed.'),
  changed_by: Type.String({ description: 'Who changed it.' }),
};

export const PriceListSummary = Type.Object(members, {
  title: 'PriceListSummary',
  description: 'Prices that some partners pay in place of the list prices, before their tier.',
});
export type PriceListSummary = Static<typeof PriceListSummary>;
export const PriceListList = listOf('PriceListList', 'Price lists by name.', PriceListSummary);

export const PriceListPrice = Type.Object(
  {
    sku: Type.String({ description: 'SKU of the product.' }),
    region_name: Type.String({ description: 'Name of the region.' }),
    denomination: Denomination,
    face_currency: currency('Currency of the face value.'),
    currency: currency('Currency of the amounts.'),
    list_price: nullable(money('The list price; null: the product is not listed.')),
    fixed_price: nullable(money('The fixed price; null: the percentage applies.')),
    price: nullable(money('What a partner of this list pays before its tier.')),
    floor: nullable(money('The lowest price that one person may set; null if a cost is unknown.')),
    below_floor: Type.Boolean({ description: 'Whether the fixed price is below the floor.' }),
  },
  { title: 'PriceListPrice', description: 'The price of a product in a price list.' },
);
export type PriceListPrice = Static<typeof PriceListPrice>;

export const PriceListMember = Type.Object(
  { partner: PartnerRef, since: time('Since when it buys at this list.') },
  { title: 'PriceListMember', description: 'A partner that buys at a price list.' },
);

export const PriceList = Type.Object(
  {
    ...members,
    prices: Type.Array(PriceListPrice, { description: 'Every product with a list price.' }),
    partners: Type.Array(PriceListMember),
    waiting: Type.Array(Proposal, { description: 'Changes that wait for a second person.' }),
  },
  { title: 'PriceList', description: 'A price list with its prices and partners.' },
);
export type PriceList = Static<typeof PriceList>;

export const PriceListCreate = request('PriceListCreate', 'A new price list.', {
  name: line(80, 'Its name, for staff.'),
  currency: currency('Currency of its prices and of its partners.'),
});

const percent = Type.Number({
  minimum: -90,
  maximum: 900,
  description: `${percentText} At most two decimals; less than 0 takes away.`,
});

export const PriceListChange = request('PriceListChange', 'The name and percentage of a list.', {
  name: line(80, 'Its name, for staff.'),
  percent,
  before: Type.Number({ description: 'The percentage that was seen.' }),
  jump: jumpMeant,
});

export const PriceListPercent = request(
  'PriceListPercent',
  'A percentage that is only looked at.',
  {
    percent,
  },
);

export const PriceListPlan = Type.Object(
  {
    object: Type.Literal('price_list_plan'),
    before: Type.Number({ description: 'The percentage now.' }),
    after: Type.Number({ description: 'The percentage that was asked for.' }),
    prices: count('Products without a fixed price, whose price changes.'),
    partners: count('Partners that buy at the list.'),
    needs_two: Type.Boolean({ description: 'Whether it needs a second person.' }),
    is_jump: Type.Boolean({
      description:
        'Whether it makes prices twice or half of the list prices, ten times or a tenth of those of now: `jump` confirms it.',
    }),
  },
  { title: 'PriceListPlan', description: 'What another percentage would change. Nothing is set.' },
);
export type PriceListPlan = Static<typeof PriceListPlan>;

export const FixedPrice = request('FixedPrice', 'The fixed price of a product in a list.', {
  price: nullable(amount('More than 0; null: the percentage applies.')),
  before: nullable(amount('The fixed price that was seen; null where there was none.')),
  jump: jumpMeant,
});

export const FixedPriceQuery = Type.Object(
  { price: Type.Optional(amount('The fixed price, more than 0; without it: none.')) },
  { additionalProperties: false },
);

export const FixedPricePlan = Type.Object(
  {
    object: Type.Literal('fixed_price_plan'),
    sku: Type.String({ description: 'SKU of the product.' }),
    currency: currency('Currency of the amounts.'),
    list_price: nullable(money('The list price; null: the product is not listed.')),
    before: nullable(money('The fixed price now; null: none.')),
    after: nullable(money('The fixed price that was asked for; null: none.')),
    price_now: nullable(money('What a partner of the list pays now before its tier.')),
    price_then: nullable(money('What it would pay.')),
    change_bps: nullable(Type.Integer({ description: 'By how much that changes.' })),
    floor: nullable(money('The lowest price that one person may set; null if a cost is unknown.')),
    partners: count('Partners that buy at the list.'),
    needs_two: Type.Boolean({ description: 'Whether it needs a second person.' }),
    jump: jump('`jump` confirms it'),
  },
  { title: 'FixedPricePlan', description: 'What a fixed price would change. Nothing is set.' },
);
export type FixedPricePlan = Static<typeof FixedPricePlan>;

export const PriceListPartner = request('PriceListPartner', 'A partner of a price list.', {
  partner_id: id('prt', 'Id of the business.'),
});
