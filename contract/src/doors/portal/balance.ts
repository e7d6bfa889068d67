import { Balance } from '../../schemas/balance.ts';
import { type DoorOperation, ok, reading } from '../door-operation.ts';

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
} as const satisfies Record<string, DoorOperation>;
