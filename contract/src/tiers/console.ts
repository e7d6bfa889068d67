import { textParam } from '../kit/shapes.ts';
import {
  acting,
  moving,
  ok,
  okOrProposed,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Proposal } from '../proposals/schemas.ts';
import { TierPlan, TierSet, TierSetList, TiersPlan, TiersSet } from './schemas.ts';

const params = textParam('currency', 'ISO 4217 code.');

/** Discounts by volume. */
export const consoleTierOperations = {
  listTiers: {
    ...reading,
    tag: 'Catalogue',
    roles: ['admin', 'finance', 'stock', 'read_only'],
    id: 'listTiers',
    path: '/tiers',
    summary: 'List the tiers',
    description: 'Of every currency in which there are tiers, prices or businesses.',
    replies: ok(TierSetList, 'The tiers.'),
  },
  planTiers: {
    ...acting,
    tag: 'Catalogue',
    roles: ['admin', 'finance'],
    id: 'planTiers',
    path: '/tiers/{currency}/plan',
    summary: 'See who would pay what with other tiers',
    description: 'Changes nothing. It says what setting them would do at the volumes of now.',
    params,
    body: TiersPlan,
    replies: ok(TierPlan, 'What would change.'),
  },
  setTiers: {
    ...acting,
    method: 'PUT',
    tag: 'Catalogue',
    roles: ['admin', 'finance'],
    ...moving('money', 'rights'),
    id: 'setTiers',
    path: '/tiers/{currency}',
    summary: 'Set the tiers of a currency',
    description:
      'All of them, at once for every business. If some volume would pay less, they wait for a second admin (202).',
    params,
    body: TiersSet,
    replies: okOrProposed(TierSet, Proposal, 'The tiers.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
