import { type Static, Type } from 'typebox';
import { bps, currency, money } from '../kit/primitives.ts';

export const NextTier = Type.Object(
  {
    name: Type.String({ description: 'Name of the tier.' }),
    discount_bps: bps('Its discount in basis points.'),
    volume_required: money('Volume of 30 days from which it applies.'),
  },
  { title: 'NextTier', description: 'The tier above the one in force.' },
);

export const BalanceTier = Type.Object(
  {
    name: Type.String({ description: 'Name of the tier in force.' }),
    discount_bps: bps('Discount on list prices in basis points: 150 is 1.50 %.'),
    volume_30d: money('Totals of orders delivered in the last 720 hours, less refunds.'),
    next: Type.Union([NextTier, Type.Null()], {
      description: 'The next higher tier; null for the highest.',
    }),
  },
  { title: 'BalanceTier', description: 'The price tier in force; recomputed every hour.' },
);
export type BalanceTier = Static<typeof BalanceTier>;

export const Balance = Type.Object(
  {
    object: Type.Literal('balance'),
    currency: currency("The partner's currency, of every amount here."),
    balance: money('Money of the partner, including money on hold.'),
    held: money('Money on hold: for holds, and for orders that wait for codes or for an approval.'),
    credit_limit: money('How far `balance` may go below zero.'),
    available: money(
      'What an order can spend now, including credit; a 402 compares with this figure.',
    ),
    tier: Type.Union([BalanceTier, Type.Null()], {
      description: 'Null if there are no tiers in this currency.',
    }),
  },
  { title: 'Balance', description: 'The money of this partner in the mode of the key.' },
);
export type Balance = Static<typeof Balance>;

export const TestBalanceSet = Type.Object(
  {
    balance: Type.String({
      pattern: '^[0-9]{1,12}(\\.[0-9]{1,3})?$',
      description:
        'The new `balance`, including money on hold, in the currency of the partner: `10000.00`. Not less than the money on hold.',
    }),
  },
  {
    additionalProperties: false,
    title: 'TestBalanceSet',
    description: 'The new test balance.',
  },
);
export type TestBalanceSet = Static<typeof TestBalanceSet>;
