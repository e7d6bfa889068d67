/** Guards: the sums of a purchase are those of its orders as they are now. */
import type { Order, PurchaseLine } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { sumsOf } from './sums-of.ts';

const line = (status: Order['status'], quantity: number, total: string) =>
  ({ state: 'bought', order: { status, quantity, total, currency: 'USD' } }) as PurchaseLine;
const unbought = (state: 'refused' | 'open') => ({ state, order: null }) as PurchaseLine;

test('delivered and waiting orders are summed apart; a failed one and a refused line cost nothing', () => {
  const lines = [
    line('delivered', 2, '94.00'),
    line('delivered', 1, '0.10'),
    line('pending', 4, '76.00'),
    line('failed', 9, '500.00'),
    unbought('refused'),
    unbought('open'),
  ];
  expect(sumsOf({ lines })).toEqual({
    ...{ bought: 4, refused: 1, open: 1, delivered: 3, waiting: 4 },
    money: { currency: 'USD', delivered: '94.10', waiting: '76.00' },
  });
});

test('a purchase of refused lines has no money', () => {
  expect(sumsOf({ lines: [unbought('refused')] })).toMatchObject({ bought: 0, money: null });
});
