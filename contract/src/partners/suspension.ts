import { type Static, Type } from 'typebox';
import { currency, money, nullable, time } from '../kit/primitives.ts';
import { oneOf } from '../kit/shapes.ts';
import { orderWaits } from '../orders/states.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const PartnerSuspension = Type.Object(
  {
    object: Type.Literal('partner_suspension'),
    suspended: Type.Boolean({ description: 'Whether it is suspended now.' }),
    currency: currency('Of every amount here.'),
    live_keys: count('Its valid live keys: a suspension stops them, and its end lets them work.'),
    test_keys: count('The same for test keys.'),
    invitations: count('Open invitations of its people: a suspension revokes them for good.'),
    pending: Type.Array(
      Type.Object(
        {
          waits_for: oneOf(orderWaits, 'What they wait for.'),
          orders: count('How many live orders.'),
          total: money('Their totals.'),
          next_ends_at: nullable(time('When the first of them ends by itself; null: none does.')),
        },
        { title: 'PendingOrders', description: 'Live orders that wait for the same.' },
      ),
    ),
    open_claims: count('Claims of live orders that are not decided: they are worked on as before.'),
    endpoints: count('Live webhook endpoints that get events: they get them as before.'),
    balance: money('Its live balance, which stays.'),
    held: money('Of it, on hold.'),
  },
  {
    title: 'PartnerSuspension',
    description: 'What a suspension, or its end, changes for a business now.',
  },
);
export type PartnerSuspension = Static<typeof PartnerSuspension>;
