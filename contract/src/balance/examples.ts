import type { Balance } from './schemas.ts';

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
