/** Guards: supplier claims are summed by supplier and currency; settled ones are not open. */
import type { Recovery } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { sumBySupplier } from './sum-by-supplier.ts';

const owed = (more: Partial<Recovery>) =>
  ({
    ...{
      supplier: 'First Hand',
      supplier_id: 'sup_1',
      currency: 'USD',
      amount: '41.20',
      state: 'due',
    },
    ...{ due_at: '2026-12-02T00:00:00.000Z', recovered: null },
    ...more,
  }) as Recovery;

test('by supplier and currency, the earliest deadline first', () => {
  const sums = sumBySupplier([
    owed({}),
    owed({ state: 'asked', due_at: '2026-12-01T00:00:00.000Z' }),
    owed({ amount: null }),
    owed({ state: 'recovered', recovered: '40.00', due_at: '2026-11-01T00:00:00.000Z' }),
    owed({ supplier: 'Other', supplier_id: 'sup_2', due_at: '2026-11-30T00:00:00.000Z' }),
    owed({ currency: 'JPY', amount: '4000', state: 'written_off' }),
  ]);
  expect(sums).toEqual([
    expect.objectContaining({ supplier: 'Other', open: '41.20', unknown: 0, back: null }),
    {
      ...{
        supplier: 'First Hand',
        supplier_id: 'sup_1',
        codes: 4,
        currency: 'USD',
        open: '82.40',
        back: '40.00',
      },
      unknown: 1,
      soonest: '2026-12-01T00:00:00.000Z',
    },
    expect.objectContaining({ currency: 'JPY', open: null, unknown: 0, soonest: null }),
  ]);
});

test('an unknown amount is not zero', () => {
  const [sum] = sumBySupplier([owed({ amount: null }), owed({ amount: null })]);
  expect(sum).toMatchObject({ codes: 2, open: null, unknown: 2, back: null });
});
