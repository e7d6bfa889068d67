import { acting, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { Balance, TestBalanceSet } from './schemas.ts';

/** Money of the business, as its people see it. */
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
} as const satisfies Record<string, WebAppOperation>;
