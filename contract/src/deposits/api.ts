import type { Operation } from '../kit/operation.ts';
import { depositExamples } from './examples.ts';
import { DepositList, DepositListQuery } from './schemas.ts';

export const listDeposits = {
  id: 'listDeposits',
  method: 'GET',
  path: '/deposits',
  tag: 'Balance',
  summary: 'List deposits',
  description:
    'Your payments in the mode of the key, newest first, from when we first saw them. `amount` is what is credited; a payment is ' +
    'credited once, whatever its amount. `created_from` is included, `created_before` is not.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  query: DepositListQuery,
  replies: {
    200: {
      description: 'A page of deposits.',
      schema: DepositList,
      examples: {
        page: {
          summary: 'One that is being confirmed, and one that was credited',
          value: { object: 'list', data: depositExamples, has_more: false, next_cursor: null },
        },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;
