import { Type } from 'typebox';
import {
  acting,
  fileReply,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Balance, TestBalanceSet } from './schemas.ts';
import {
  PortalTransactionFilters,
  PortalTransactionList,
  PortalTransactionQuery,
  Statement,
  StatementQuery,
  StatementSumsQuery,
} from './transactions.ts';

/**
 * Money of the business, as its people see it. Developers read the statement, too, unlike payments and documents: a program that buys is
 * checked against it, line by line, in test mode first.
 */
export const portalBalanceOperations = {
  getBalance: {
    ...reading,
    tag: 'Business',
    id: 'getBalance',
    path: '/balance',
    summary: 'Read the balance and the tier',
    description: 'The money that live orders can spend now, and their price tier.',
    replies: ok(Balance, 'The balance.'),
  },
  getTestBalance: {
    ...reading,
    tag: 'Business',
    id: 'getTestBalance',
    path: '/test-balance',
    summary: 'Read the test balance',
    description: 'The money of test mode, which is not real.',
    replies: ok(Balance, 'The balance.'),
  },
  setTestBalance: {
    ...acting,
    tag: 'Business',
    id: 'setTestBalance',
    path: '/test-balance',
    roles: ['owner', 'buyer', 'finance', 'developer'],
    idempotent: true,
    summary: 'Set the test balance',
    description:
      'The same as `POST /test/balance` of the partner API: not less than the money on hold.',
    body: TestBalanceSet,
    replies: ok(Balance, 'The balance.'),
  },
  listTransactions: {
    ...reading,
    tag: 'Business',
    id: 'listTransactions',
    path: '/transactions',
    summary: 'Read the statement',
    description: 'Every change of the balance, newest first, each with the balance afterwards.',
    query: PortalTransactionQuery,
    replies: okPage(PortalTransactionList, 'A page of transactions.'),
  },
  exportTransactions: {
    ...reading,
    tag: 'Business',
    id: 'exportTransactions',
    onStandby: true,
    path: '/transactions/export',
    summary: 'Download the statement as CSV',
    description: 'Every change of the balance that matches the filters, newest first, in one file.',
    query: PortalTransactionFilters,
    replies: {
      200: {
        description: 'One line per transaction.',
        mediaTypes: { 'text/csv': { schema: Type.String({ description: 'RFC 4180, as UTF-8.' }) } },
      },
    },
  },
  printStatement: {
    ...reading,
    tag: 'Business',
    id: 'printStatement',
    onStandby: true,
    path: '/statement/pdf',
    summary: 'Download the statement as PDF',
    description:
      'Every change of the balance in a month, or of all time, the oldest first, between the balances before and after. More than 5,000 ' +
      'lines are not printed: then it has the sums, and the CSV has the lines.',
    query: StatementQuery,
    replies: fileReply('application/pdf', 'The statement.'),
  },
  getStatement: {
    ...reading,
    tag: 'Business',
    id: 'getStatement',
    onStandby: true,
    path: '/statement',
    summary: 'Read the sums of a period',
    description:
      'The balance at both ends of a period, and what came in and went out between them.',
    query: StatementSumsQuery,
    replies: ok(Statement, 'The sums.'),
  },
} as const satisfies Record<string, WebAppOperation>;
