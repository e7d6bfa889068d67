import { fileReply, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { AgeingFilters, AgeingList, AgeingQuery, AgeingSums } from './ageing.ts';

const shared = { ...reading, tag: 'Partners', roles: ['admin', 'finance', 'read_only'] } as const;

/** What businesses owe, by how late it is. */
export const consoleAgeingOperations = {
  listAgeing: {
    ...shared,
    id: 'listAgeing',
    onStandby: true,
    path: '/ageing',
    summary: 'List what businesses owe, by how late it is',
    description:
      'Every business whose live balance is below zero, the most overdue first. A debt is of what was charged last: payments settle the oldest invoice.',
    query: AgeingQuery,
    replies: ok(AgeingList, 'The businesses.'),
  },
  getAgeingSums: {
    ...shared,
    id: 'getAgeingSums',
    onStandby: true,
    path: '/ageing/sums',
    summary: 'Read what all businesses owe, by how late it is',
    description: 'Per currency, beside what the ledger has.',
    replies: ok(AgeingSums, 'The sums.'),
  },
  exportAgeing: {
    ...shared,
    id: 'exportAgeing',
    onStandby: true,
    path: '/ageing/export',
    summary: 'Download what businesses owe as CSV',
    description: 'Every business that matches the filters, the most overdue first.',
    query: AgeingFilters,
    replies: fileReply('text/csv', 'One line per business.'),
  },
} as const satisfies Record<string, WebAppOperation>;
