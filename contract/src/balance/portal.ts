import { acting, type DoorOperation, ok, reading } from '../kit/door-operation.ts';
import { Balance, TestBalanceSet } from './schemas.ts';

/** Money of the business, as its people see it. */
export const portalBalanceOperations = {
  getBalance: {
    ...reading,
    tag: 'Business',
    id: 'getBalance',
    path: '/balance',
    summary: 'Read the balance and the tier',
    description: 'Of live orders: what they can spend now, and the price tier that they use.',
    replies: ok(Balance, 'The balance.'),
  },
  getTestBalance: {
    ...reading,
    tag: 'Business',
    id: 'getTestBalance',
    path: '/test-balance',
    summary: 'Read the test balance',
    description: 'Of orders with test keys: money that is not real.',
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
    description: 'As `POST /test/balance` of the partner API does: no less than orders hold.',
    body: TestBalanceSet,
    replies: ok(Balance, 'The balance.'),
    refusals: ['partner_suspended'],
  },
} as const satisfies Record<string, DoorOperation>;
