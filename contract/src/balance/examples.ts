import { deliveredOrderExample } from '../orders/examples.ts';
import type { Balance } from './schemas.ts';
import type { Transaction } from './transactions.ts';

export const balanceExample: Balance = {
  object: 'balance',
  currency: 'USD',
  balance: '12500.00',
  held: '0.00',
  credit_limit: '0.00',
  available: '12500.00',
  tier: {
    name: 'Silver',
    discount_bps: 150,
    volume_30d: '52310.00',
    next: { name: 'Gold', discount_bps: 250, volume_required: '100000.00' },
  },
};

export const testBalanceExample: Balance = {
  ...balanceExample,
  balance: '10000.00',
  available: '10000.00',
};

const { id, sku, quantity, reference, total } = deliveredOrderExample;
export const transactionExamples: Transaction[] = [
  {
    object: 'transaction',
    sequence: 512,
    type: 'order',
    amount: `-${total}`,
    balance_after: '12037.00',
    currency: 'USD',
    order_id: id,
    code_id: null,
    deposit_id: null,
    sku,
    quantity,
    reference,
    created_at: '2026-11-24T16:00:12.123Z',
  },
  {
    object: 'transaction',
    sequence: 498,
    type: 'deposit',
    amount: '10000.00',
    balance_after: '12500.00',
    currency: 'USD',
    order_id: null,
    code_id: null,
    deposit_id: 'dep_01m84f9wa0ep894fyg5a2ba3x1',
    sku: null,
    quantity: null,
    reference: 'RF18 5390 0754 7034',
    created_at: '2026-11-24T09:12:40.001Z',
  },
];
