import { testBalanceExample } from '../examples.ts';
import type { Operation } from '../operation.ts';
import { Balance, TestBalanceSet } from '../schemas/balance.ts';

export const setTestBalance = {
  id: 'setTestBalance',
  method: 'POST',
  path: '/test/balance',
  tag: 'Test mode',
  summary: 'Set the test balance',
  description:
    'Sets the money of test mode, for test keys only. A partner begins with 10,000 in its currency. More money pays ' +
    'pending invoice orders as a deposit does; less than what orders hold is refused.',
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
