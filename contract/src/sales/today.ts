import { type Static, Type } from 'typebox';
import { personal } from '../kit/personal.ts';
import { nullable, time } from '../kit/primitives.ts';
import { oneOf } from '../kit/shapes.ts';
import { SalesFigures } from './schemas.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const TodaySales = Type.Object(
  {
    object: Type.Literal('today_sales'),
    day: Type.String({ description: 'Today in the time zone of the shop.' }),
    time_zone: Type.String({ description: 'That time zone.' }),
    as_of: time('Sales up to this moment are in it.'),
    is_complete: Type.Boolean({ description: 'False: sales are still being counted.' }),
    totals: Type.Array(
      Type.Object(
        {
          currency: Type.String({ description: 'ISO 4217.' }),
          now: SalesFigures,
          yesterday_until_now: SalesFigures,
          yesterday: SalesFigures,
        },
        {
          title: 'TodayTotal',
          description: 'Today, and yesterday until the same time and in full.',
        },
      ),
      { description: 'By currency.' },
    ),
    new_partners: count('Businesses that were registered today.'),
    new_partners_yesterday: count('Businesses that were registered yesterday.'),
  },
  { title: 'TodaySales', description: 'How today sells, beside yesterday.' },
);
export type TodaySales = Static<typeof TodaySales>;

/** What staff are shown of what others changed: acts that change what is sold, to whom, by whom, or by which rules. */
export const todayActions = [
  ...(['price.changed', 'price_change.made', 'price_change.applied'] as const),
  ...([
    'price_change.cancelled',
    'price_floor.set',
    'tiers.changed',
    'partner.price_list_set',
  ] as const),
  ...(['product.added', 'product.status_changed', 'region.added'] as const),
  ...(['lot.imported', 'lot.held', 'lot.confirmed', 'lot.recalled', 'lot.discarded'] as const),
  ...(['lot.unsold_discarded', 'stock_threshold.set', 'stock_thresholds.set'] as const),
  ...(['stock_limits.set'] as const),
  ...(['supplier.added', 'supplier.changed', 'codes.pattern_set'] as const),
  ...(['partner.created', 'partner.changed', 'partner.suspended', 'partner.resumed'] as const),
  ...(['partner.limits_set', 'partner.credit_limit_set'] as const),
  ...(['kyc_case.approved', 'key.issued', 'key.rotated', 'key.revoked'] as const),
  ...(['invitation.sent', 'user.created', 'user.changed', 'user.factors_reset'] as const),
  ...(['shop.set', 'shop.logo_set', 'quota.set', 'return_terms.set', 'claim_terms.set'] as const),
  ...(['payment_terms.set', 'partner.payment_term_set'] as const),
  ...(['claim_limit.set', 'deposit_method.added', 'deposit_method.set'] as const),
  ...([
    'deposit_method.confirmed',
    'incident.opened',
    'proposal.made',
    'proposal.approved',
  ] as const),
  ...(['proposal.refused'] as const),
] as const;
export type TodayAction = (typeof todayActions)[number];

export const TodayChanges = Type.Object(
  {
    object: Type.Literal('today_changes'),
    since: time('Changes from this moment on: the beginning of yesterday.'),
    changes: Type.Array(
      Type.Object(
        {
          action: oneOf(todayActions, 'What was done, as the audit log names it.'),
          actor: Type.String({ description: 'Who did it, as the audit log names them.' }),
          actor_name: nullable(personal('contact', Type.String({ description: 'Their name.' }))),
          entries: count('How often.'),
          at: time('When it was done last.'),
        },
        { title: 'TodayChange', description: 'Acts of one person of one kind.' },
      ),
      { maxItems: 50, description: 'The newest first.' },
    ),
  },
  { title: 'TodayChanges', description: 'What staff and operators changed since yesterday.' },
);
export type TodayChanges = Static<typeof TodayChanges>;
