import { Type } from 'typebox';
import { idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  moving,
  ok,
  okOrProposed,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Proposal } from '../proposals/schemas.ts';
import {
  FixedPrice,
  FixedPricePlan,
  FixedPriceQuery,
  PriceList,
  PriceListChange,
  PriceListCreate,
  PriceListList,
  PriceListPartner,
  PriceListPercent,
  PriceListPlan,
} from './schemas.ts';

const params = idParam('price_list_id', 'Id of the price list.');
const fixedParams = Type.Object({
  ...params.properties,
  sku: Type.String({ description: 'SKU of the product.' }),
});
const read = {
  ...reading,
  tag: 'Catalogue',
  roles: ['admin', 'finance', 'stock', 'read_only'],
} as const;
const plan = { tag: 'Catalogue', roles: ['admin', 'finance'] } as const;
const write = {
  ...acting,
  tag: 'Catalogue',
  roles: ['admin', 'finance'],
  ...moving('money'),
  params,
} as const;

/** Prices of some partners in place of the list prices. */
export const consolePriceListOperations = {
  listPriceLists: {
    ...read,
    id: 'listPriceLists',
    path: '/price-lists',
    summary: 'List price lists',
    description: 'All of them, by name.',
    replies: ok(PriceListList, 'The price lists.'),
  },
  getPriceList: {
    ...read,
    id: 'getPriceList',
    path: '/price-lists/{price_list_id}',
    summary: 'Read a price list',
    description: 'With the price of every product, and the partners that buy at it.',
    params,
    replies: ok(PriceList, 'The price list.'),
  },
  createPriceList: {
    ...acting,
    tag: 'Catalogue',
    roles: ['admin', 'finance'],
    idempotent: true,
    id: 'createPriceList',
    path: '/price-lists',
    summary: 'Create a price list',
    description:
      'It begins with the list prices and without partners. `limit_reached` at 200 lists.',
    body: PriceListCreate,
    replies: created(PriceList, 'The price list.'),
  },
  changePriceList: {
    ...write,
    method: 'PUT',
    id: 'changePriceList',
    path: '/price-lists/{price_list_id}',
    summary: 'Change the name or percentage of a price list',
    description:
      'For orders from now on. A lower percentage waits for a second admin. `invalid_state` if the percentage is no longer `before`.',
    body: PriceListChange,
    replies: okOrProposed(PriceList, Proposal, 'The price list.'),
    refusals: ['invalid_state'],
  },
  planPriceList: {
    ...acting,
    ...plan,
    params,
    id: 'planPriceList',
    path: '/price-lists/{price_list_id}/plan',
    summary: 'Plan the percentage of a price list',
    description: 'Returns what it would change. Nothing is set.',
    body: PriceListPercent,
    replies: ok(PriceListPlan, 'What it would change.'),
  },
  planFixedPrice: {
    ...reading,
    ...plan,
    params: fixedParams,
    id: 'planFixedPrice',
    path: '/price-lists/{price_list_id}/prices/{sku}/plan',
    summary: 'Plan a fixed price',
    description: 'Returns what partners of the list would pay. Nothing is set.',
    query: FixedPriceQuery,
    replies: ok(FixedPricePlan, 'What it would change.'),
  },
  setFixedPrice: {
    ...write,
    method: 'PUT',
    id: 'setFixedPrice',
    path: '/price-lists/{price_list_id}/prices/{sku}',
    summary: 'Set a fixed price',
    description:
      'For orders from now on. One that may be below the floor waits for a second admin. `invalid_state` if it is no longer `before`.',
    params: fixedParams,
    body: FixedPrice,
    replies: okOrProposed(PriceList, Proposal, 'The price list.'),
    refusals: ['invalid_state'],
  },
  addPriceListPartner: {
    ...write,
    id: 'addPriceListPartner',
    path: '/price-lists/{price_list_id}/partners',
    summary: 'Let a partner buy at a price list',
    description: 'In place of the list that it has. Admins and finance people are notified.',
    body: PriceListPartner,
    replies: ok(PriceList, 'The price list.'),
  },
  removePriceListPartner: {
    ...write,
    id: 'removePriceListPartner',
    path: '/price-lists/{price_list_id}/partners/remove',
    summary: 'Let a partner buy at the list prices again',
    description: 'Nothing happens if it buys at another list.',
    body: PriceListPartner,
    replies: ok(PriceList, 'The price list.'),
  },
} as const satisfies Record<string, WebAppOperation>;
