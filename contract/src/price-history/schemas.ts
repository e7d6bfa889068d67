import { type Static, Type } from 'typebox';
import { skuLengthMax } from '../kit/limits.ts';
import { currency, id, money, nullable, time } from '../kit/primitives.ts';
import { exportQuery, listOf, listQuery, oneOf } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';

const PriceListRef = Type.Object(
  {
    id: id('pls', 'Id of the price list.'),
    name: Type.String({ description: 'Its name.' }),
  },
  { title: 'PriceListRef', description: 'A price list, named.' },
);
type PriceListRef = Static<typeof PriceListRef>;

export const PriceHistoryEntry = Type.Object(
  {
    id: Type.String({ description: 'Identifies the entry.' }),
    object: Type.Literal('price_history_entry'),
    sku: Type.String({ description: 'SKU of the product.' }),
    currency: currency('Currency of the amounts.'),
    partner: Type.Unsafe<PartnerRef | null>({
      anyOf: [PartnerRef, { type: 'null' }],
      description: 'Whose own price it is; null: of nobody alone.',
    }),
    price_list: Type.Unsafe<PriceListRef | null>({
      anyOf: [PriceListRef, { type: 'null' }],
      description: 'The price list in which it is fixed; null: none.',
    }),
    before: nullable(money('The price until then; null: none.')),
    after: nullable(money('The price from then on; null: none.')),
    changed_at: time('When it was set.'),
    changed_by: Type.String({ description: 'Who set it.' }),
    reason: nullable(Type.String({ description: 'Why, if somebody said so.' })),
    price_change_id: nullable(id('pch', 'The change of many prices that it was part of.')),
  },
  { title: 'PriceHistoryEntry', description: 'A price that was set.' },
);
export type PriceHistoryEntry = Static<typeof PriceHistoryEntry>;
export const PriceHistoryList = listOf(
  'PriceHistoryList',
  'Prices that were set, newest first.',
  PriceHistoryEntry,
);

const filters = {
  sku: Type.Optional(
    Type.String({ minLength: 1, maxLength: skuLengthMax, description: 'Only of this product.' }),
  ),
  currency: Type.Optional(currency('Only in this currency.')),
  of: Type.Optional(
    oneOf(
      ['list', 'partners', 'price_lists'],
      'Only list prices, only own prices of partners, or only fixed prices of price lists.',
    ),
  ),
};
export const PriceHistoryFilters = exportQuery(filters);
export const PriceHistoryQuery = listQuery(filters);

export const priceHistoryCsvColumns = [
  'changed_at',
  'sku',
  'currency',
  'partner',
  'price_list',
  'before',
  'after',
  'changed_by',
  'reason',
] as const;
