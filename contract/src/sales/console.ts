import { costReaders } from '../kit/roles.ts';
import { fileReply, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import {
  DayEnd,
  DayEndExportQuery,
  DayEndQuery,
  SalesAgreement,
  SalesAgreementQuery,
  SalesExportQuery,
  SalesQuery,
  SalesReport,
} from './schemas.ts';
import { TodayChanges, TodaySales } from './today.ts';

const tag = 'Sales';
const money = { ...reading, tag, roles: costReaders } as const;

/** What was sold, at what margin, and how the money moved. */
export const consoleSalesOperations = {
  getSales: {
    ...reading,
    tag,
    id: 'getSales',
    onStandby: true,
    path: '/sales',
    summary: 'Read the sales of a range of days',
    description:
      'Of live orders, by the days of the shop. What came back counts on the day on which it did. Support and stock keepers see no costs and no margins.',
    query: SalesQuery,
    replies: ok(SalesReport, 'The report.'),
  },
  getTodaySales: {
    ...reading,
    tag,
    id: 'getTodaySales',
    path: '/today/sales',
    summary: 'Read how today sells',
    description:
      'Today, beside yesterday until the same time and in full. Support and stock keepers see no costs and no margins.',
    replies: ok(TodaySales, 'The figures.'),
  },
  getTodayChanges: {
    ...reading,
    tag: 'Records',
    roles: ['admin', 'finance', 'support', 'read_only'],
    id: 'getTodayChanges',
    path: '/today/changes',
    summary: 'Read what staff changed since yesterday',
    description:
      'Prices, lots, businesses, staff and settings, summed by act and person, from the audit log.',
    replies: ok(TodayChanges, 'The changes, the newest first.'),
  },
  exportSales: {
    ...money,
    id: 'exportSales',
    onStandby: true,
    path: '/sales/export',
    summary: 'Download the sales of a range of days as CSV',
    description:
      'Every group, not only the largest. Its first lines have the range, the time zone, the filters and the time. The audit log has who exported it.',
    query: SalesExportQuery,
    replies: fileReply('text/csv', 'One line per group and currency.'),
  },
  getSalesAgreement: {
    ...money,
    id: 'getSalesAgreement',
    onStandby: true,
    path: '/sales/agreement',
    summary: 'Compare sales with the ledger',
    description:
      'All sales of the range; filters are not for it, because the ledger knows no products.',
    query: SalesAgreementQuery,
    replies: ok(SalesAgreement, 'Both figures, and their difference.'),
  },
  getDayEnd: {
    ...money,
    id: 'getDayEnd',
    path: '/day-ends',
    summary: 'Read the end of a day',
    description: 'How the money of all partners moved on a day of the shop, by currency.',
    query: DayEndQuery,
    replies: ok(DayEnd, 'The day.'),
  },
  exportDayEnds: {
    ...money,
    id: 'exportDayEnds',
    onStandby: true,
    path: '/day-ends/export',
    summary: 'Download the ends of days as CSV',
    description: 'Every day of the range. The audit log has who exported it.',
    query: DayEndExportQuery,
    replies: fileReply('text/csv', 'One line per day, currency and kind of movement.'),
  },
} as const satisfies Record<string, WebAppOperation>;
