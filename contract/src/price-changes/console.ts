import { idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  PriceChange,
  PriceChangeList,
  PriceChangeMake,
  PriceChangePlan,
  PriceChangeQuery,
  PriceFile,
  PriceLines,
  PriceRule,
} from './schemas.ts';

const params = idParam('price_change_id', 'Id of the price change.');
const readers = ['admin', 'finance', 'stock', 'read_only'] as const;
const writers = ['admin', 'finance'] as const;
const planning = {
  ...acting,
  tag: 'Catalogue',
  roles: writers,
  replies: ok(PriceChangePlan, 'What it would change.'),
} as const;

/** Changes of many list prices at once. */
export const consolePriceChangeOperations = {
  planPriceRule: {
    ...planning,
    id: 'planPriceRule',
    path: '/price-changes/plan-rule',
    summary: 'Plan list prices by a rule',
    description: 'Returns what a rule would change for the products that match. Nothing is set.',
    body: PriceRule,
  },
  planPriceFile: {
    ...planning,
    id: 'planPriceFile',
    path: '/price-changes/plan-file',
    summary: 'Plan list prices of a file',
    description:
      'Returns what the file would change, or every fault of it with its line. Nothing is set.',
    body: PriceFile,
  },
  planPriceLines: {
    ...planning,
    id: 'planPriceLines',
    path: '/price-changes/plan-lines',
    summary: 'Plan list prices',
    description: 'Returns what these prices would change. Nothing is set.',
    body: PriceLines,
  },
  listPriceChanges: {
    ...reading,
    tag: 'Catalogue',
    roles: readers,
    id: 'listPriceChanges',
    path: '/price-changes',
    summary: 'List price changes',
    description: 'Those that wait, those that are scheduled and those that ended, newest first.',
    query: PriceChangeQuery,
    replies: okPage(PriceChangeList, 'A page of price changes.'),
  },
  getPriceChange: {
    ...reading,
    tag: 'Catalogue',
    roles: readers,
    id: 'getPriceChange',
    path: '/price-changes/{price_change_id}',
    summary: 'Read a price change',
    description: 'With the result of each line.',
    params,
    replies: ok(PriceChange, 'The price change.'),
  },
  makePriceChange: {
    ...acting,
    tag: 'Catalogue',
    roles: writers,
    ...moving('money'),
    idempotent: true,
    id: 'makePriceChange',
    path: '/price-changes',
    summary: 'Change list prices',
    description:
      'All of them or none, at once or at a time. If one of them may be below the floor, or is the first of its product, the change ' +
      'waits for a second admin. `invalid_state` if a list price is no longer `before`, or if the change in `replaces` has ended.',
    body: PriceChangeMake,
    replies: created(PriceChange, 'The price change.'),
    refusals: ['invalid_state'],
  },
  cancelPriceChange: {
    ...acting,
    tag: 'Catalogue',
    roles: writers,
    ...moving('money'),
    id: 'cancelPriceChange',
    path: '/price-changes/{price_change_id}/cancel',
    summary: 'Cancel a price change',
    description: 'One that waits or is scheduled. No price changes.',
    params,
    replies: ok(PriceChange, 'The price change.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
