import { fileReply, okPage, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { PriceHistoryFilters, PriceHistoryList, PriceHistoryQuery } from './schemas.ts';

const history = {
  ...reading,
  tag: 'Catalogue',
  roles: ['admin', 'finance', 'stock', 'read_only'],
} as const;

/** Every price that was ever set. */
export const consolePriceHistoryOperations = {
  listPriceHistory: {
    ...history,
    id: 'listPriceHistory',
    path: '/price-history',
    summary: 'List prices that were set',
    description: 'Who set which price, when and why, newest first.',
    query: PriceHistoryQuery,
    replies: okPage(PriceHistoryList, 'A page of the history.'),
  },
  exportPriceHistory: {
    ...history,
    id: 'exportPriceHistory',
    onStandby: true,
    path: '/price-history/export',
    summary: 'Download the history of prices as CSV',
    description: 'Every price that was set and matches the filters, newest first.',
    query: PriceHistoryFilters,
    replies: fileReply('text/csv', 'One line per price that was set.'),
  },
} as const satisfies Record<string, WebAppOperation>;
