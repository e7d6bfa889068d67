import { type Static, Type } from 'typebox';
import { currency, money, time } from '../kit/primitives.ts';

/** How many days the figures of spending show, the current one included. */
export const spendingDays = 30;

const SpendingDay = Type.Object(
  {
    day: Type.String({ format: 'date', description: 'The day, in UTC.' }),
    orders: Type.Integer({ minimum: 0, description: 'Orders delivered on that day.' }),
    codes: Type.Integer({ minimum: 0, description: 'Codes delivered with them.' }),
    total: money('What they cost, less what was refunded or returned of them since.'),
  },
  { title: 'SpendingDay', description: 'What was delivered on one day.' },
);

export const Spending = Type.Object(
  {
    object: Type.Literal('spending'),
    currency: currency('Currency of every amount here.'),
    as_of: time('When these figures were added up: now.'),
    volume_30d: money(
      'Totals of orders delivered in the last 720 hours, less refunds, as of now. The tier follows it every hour.',
    ),
    days: Type.Array(SpendingDay, {
      minItems: spendingDays,
      maxItems: spendingDays,
      description: 'The last 30 days, oldest first; the last one is today.',
    }),
  },
  { title: 'Spending', description: 'What the business bought, by day.' },
);
export type Spending = Static<typeof Spending>;
