import { type Static, Type } from 'typebox';
import { skuLengthMax } from '../kit/limits.ts';
import { amount, currency, Denomination, money, nullable, time } from '../kit/primitives.ts';
import { line, request } from '../kit/shapes.ts';
import { jump, jumpMeant } from '../price-changes/jump.ts';
import { Proposal } from '../proposals/schemas.ts';

const share = (description: string) => nullable(Type.Integer({ description }));
const sku = Type.String({ description: 'SKU of the product.' });
const floor = nullable(
  money('The lowest price that one person may set; null if a cost is unknown.'),
);

export const PartnerPrice = Type.Object(
  {
    sku,
    region_name: Type.String({ description: 'Name of the region.' }),
    denomination: Denomination,
    face_currency: currency('Currency of the face value.'),
    currency: currency('Currency of the amounts.'),
    list_price: money('The list price.'),
    own_price: nullable(money('The own price; null: the business has none.')),
    without_own: money('What it would pay without an own price: its list, less its tier.'),
    floor,
    below_floor: Type.Boolean({ description: 'Whether what it pays is below the floor.' }),
    margin_bps: share('Of what it pays above the highest cost of a code for sale.'),
    changed_at: nullable(time('When the own price was set, or removed; null: never.')),
  },
  { title: 'PartnerPrice', description: 'What a business pays for a product.' },
);
export type PartnerPrice = Static<typeof PartnerPrice>;

export const PartnerPrices = Type.Object(
  {
    object: Type.Literal('partner_prices'),
    currency: currency('Currency in which the business buys.'),
    prices: Type.Array(PartnerPrice, {
      description: 'Every product with a list price in this currency.',
    }),
    waiting: Type.Array(Proposal, { description: 'Own prices that wait for a second person.' }),
  },
  { title: 'PartnerPrices', description: 'What a business pays, in live mode.' },
);
export type PartnerPrices = Static<typeof PartnerPrices>;

const wanted = line(skuLengthMax, 'SKU of the product.');

export const PartnerPriceQuery = Type.Object(
  {
    sku: Type.Optional(wanted),
    price: Type.Optional(amount('The own price, more than 0; without it: none.')),
  },
  { additionalProperties: false },
);

export const PartnerPricePlan = Type.Object(
  {
    object: Type.Literal('partner_price_plan'),
    sku,
    currency: currency('Currency of the amounts.'),
    list_price: money('The list price.'),
    before: nullable(money('The own price now; null: none.')),
    after: nullable(money('The own price that was asked for; null: none.')),
    pays_now: money('What a code costs the business now.'),
    pays_then: money('What it would cost it.'),
    change_bps: share('By how much that changes.'),
    margin_now_bps: share('Of what it pays now above the highest cost of a code for sale.'),
    margin_then_bps: share('Of what it would pay.'),
    floor,
    below_floor: Type.Boolean({ description: 'Whether it would pay less than the floor.' }),
    needs_two: Type.Boolean({ description: 'Whether it needs a second person.' }),
    jump: jump('`jump` confirms it'),
  },
  { title: 'PartnerPricePlan', description: 'What an own price would change. Nothing is set.' },
);
export type PartnerPricePlan = Static<typeof PartnerPricePlan>;

export const PartnerPriceSet = request('PartnerPriceSet', 'The own price of a business.', {
  sku: wanted,
  price: nullable(amount('More than 0; null removes it.')),
  before: nullable(amount('The own price that was seen; null where there was none.')),
  reason: Type.Optional(nullable(line(500, 'Why, for colleagues.'))),
  jump: jumpMeant,
});
