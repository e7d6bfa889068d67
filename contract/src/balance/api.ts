import type { Operation } from '../kit/operation.ts';
import { balanceExample, testBalanceExample, transactionExamples } from './examples.ts';
import { Balance, TestBalanceSet } from './schemas.ts';
import { TransactionList, TransactionListQuery } from './transactions.ts';

export const getBalance = {
  id: 'getBalance',
  method: 'GET',
  path: '/balance',
  tag: 'Balance',
  summary: 'Read the balance and the tier',
  description:
    'The money of the partner in the mode of the key. `available` is what an order can spend now. The tier is the ' +
    'stored one that orders use; it is recomputed every hour.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  replies: {
    200: {
      description: 'The balance.',
      schema: Balance,
      examples: { balance: { summary: 'A partner in tier Silver', value: balanceExample } },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const listTransactions = {
  id: 'listTransactions',
  method: 'GET',
  path: '/transactions',
  tag: 'Balance',
  summary: 'List the changes of the balance',
  description:
    'The statement: each change of `balance` in the mode of the key, newest first, with the balance afterwards. Money on hold is part of ' +
    'the balance, so a hold changes nothing until it is confirmed. `created_from` is included, `created_before` is not: ' +
    'periods that meet have no transaction in common and leave none out.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  query: TransactionListQuery,
  replies: {
    200: {
      description: 'A page of transactions.',
      schema: TransactionList,
      examples: {
        page: {
          summary: 'An order, and the deposit before it',
          value: {
            object: 'list',
            data: transactionExamples,
            has_more: false,
            next_cursor: null,
          },
        },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const setTestBalance = {
  id: 'setTestBalance',
  method: 'POST',
  path: '/test/balance',
  tag: 'Test mode',
  summary: 'Set the test balance',
  description:
    'Sets the money of test mode, for test keys only. A partner begins with 10,000 in its currency. More money pays ' +
    'pending invoice orders as a deposit does; less than the money on hold is refused.',
  auth: 'key',
  scope: 'orders',
  limit: 'requests',
  idempotent: true,
  body: TestBalanceSet,
  replies: {
    200: {
      description: 'The balance.',
      schema: Balance,
      headers: ['Idempotent-Replayed'],
      examples: { set: { summary: 'Ten thousand to test with', value: testBalanceExample } },
    },
  },
  refusals: ['test_key_required'],
  examples: { tenThousand: { summary: 'Ten thousand', value: { balance: '10000.00' } } },
} as const satisfies Operation;
