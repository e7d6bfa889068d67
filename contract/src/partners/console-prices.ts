import { idParam } from '../kit/shapes.ts';
import {
  acting,
  moving,
  ok,
  okOrProposed,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Proposal } from '../proposals/schemas.ts';
import { PartnerPricePlan, PartnerPriceQuery, PartnerPriceSet, PartnerPrices } from './prices.ts';

const shared = {
  tag: 'Partners',
  params: idParam('partner_id', 'Id of the business.'),
} as const;

/** The own prices of a business, which replace list and tier. */
export const consolePartnerPriceOperations = {
  getPartnerPrices: {
    ...reading,
    ...shared,
    roles: ['admin', 'finance', 'stock', 'read_only'],
    id: 'getPartnerPrices',
    path: '/partners/{partner_id}/prices',
    summary: 'Read the own prices of a business',
    description: 'With what it would pay without them, the floor and the margin.',
    replies: ok(PartnerPrices, 'Its prices.'),
  },
  planPartnerPrice: {
    ...reading,
    ...shared,
    roles: ['admin', 'finance'],
    id: 'planPartnerPrice',
    path: '/partners/{partner_id}/price-plan',
    summary: 'Plan an own price of a business',
    description: 'Returns what the business pays now and then. Nothing is set.',
    query: PartnerPriceQuery,
    replies: ok(PartnerPricePlan, 'What it would change.'),
  },
  setPartnerPrice: {
    ...acting,
    ...shared,
    roles: ['admin', 'finance'],
    ...moving('money'),
    id: 'setPartnerPrice',
    path: '/partners/{partner_id}/prices',
    summary: 'Set, change or remove an own price of a business',
    description:
      'For orders from now on. One that is lower than its list and may be below the floor waits for a second admin. `invalid_state` if the ' +
      'own price is no longer `before`, or if the caller is a person of the business.',
    body: PartnerPriceSet,
    replies: okOrProposed(PartnerPrices, Proposal, 'Its prices.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
