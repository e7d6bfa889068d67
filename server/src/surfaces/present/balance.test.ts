/** Guards: what a partner is shown of its money adds up. */
import { expect, test } from 'vitest';
import type { CatalogWatch } from '../../catalog/index.ts';
import { presentBalance } from './balance.ts';

const TIERS = [
  { name: 'Standard', volume30d: 0, discountBps: 0 },
  { name: 'Silver', volume30d: 5_000_000, discountBps: 150 },
];
const catalog = { tiers: () => TIERS } as Pick<CatalogWatch, 'tiers'> as CatalogWatch;
const money = { currency: 'USD', available: 1000, held: 250, creditLimit: 500 };

test.each([
  ['Standard', 0, 0, { name: 'Silver', discount_bps: 150, volume_required: '50000.00' }],
  ['Silver', 150, 5_000_000, null],
])(
  'balance is what is available and held, available counts credit; tier %s',
  (tier, discountBps, volume30d, next) => {
    const shown = presentBalance(money, { tier, discountBps, volume30d }, catalog);
    expect(shown).toMatchObject({
      ...{ balance: '12.50', held: '2.50', credit_limit: '5.00', available: '15.00' },
      tier: { name: tier, discount_bps: discountBps, next },
    });
  },
);

test('a partner in debt is shown so', () => {
  const shown = presentBalance(
    { ...money, available: -400, held: 0 },
    { tier: '', discountBps: 0, volume30d: 0 },
    catalog,
  );
  expect(shown).toMatchObject({ balance: '-4.00', available: '1.00', tier: null });
});
