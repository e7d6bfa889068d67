import { type Static, Type } from 'typebox';
import { BalanceTier } from '../balance/schemas.ts';
import { manualTierDaysMax } from '../kit/limits.ts';
import { currency, money, nullable, time } from '../kit/primitives.ts';
import { line, request } from '../kit/shapes.ts';
import { Proposal } from '../proposals/schemas.ts';

const reason = line(500, 'Why, for colleagues and the audit.');
const tierName = line(100, 'Name of a tier of its currency.');

export const ManualTier = Type.Object(
  {
    tier: Type.String({ description: 'Name of the tier.' }),
    until: time('When its volume decides again.'),
    reason: Type.String({ description: 'Why.' }),
    set_by: Type.String({ description: 'Who set it.' }),
    set_at: time('When it was set.'),
  },
  { title: 'ManualTier', description: 'A tier that staff set by hand.' },
);
export const PartnerTier = Type.Object(
  {
    object: Type.Literal('partner_tier'),
    currency: currency('Of every amount here.'),
    tier: Type.Union([BalanceTier, Type.Null()], {
      description: 'The tier in force; null if there are no tiers in its currency.',
    }),
    earned: nullable(Type.String({ description: 'The tier that its volume gives.' })),
    missing: nullable(money('What is missing to the next tier; null: it has the highest.')),
    by_hand: Type.Union([ManualTier, Type.Null()], {
      description: 'Null: its volume decides.',
    }),
    tiers: Type.Array(
      Type.Object(
        {
          name: Type.String({ description: 'Name.' }),
          discount_percent: Type.Number({ description: 'Discount in percent.' }),
          two_people: Type.Boolean({ description: 'Whether giving it needs two people.' }),
        },
        { title: 'TierChoice', description: 'A tier of its currency.' },
      ),
    ),
    waiting: Type.Array(Proposal, { description: 'A tier that waits for a second person.' }),
  },
  { title: 'PartnerTier', description: 'The price tier of a business, in live mode.' },
);
export type PartnerTier = Static<typeof PartnerTier>;
export const PartnerTierSet = request('PartnerTierSet', 'A tier by hand.', {
  tier: tierName,
  days: Type.Integer({
    minimum: 1,
    maximum: manualTierDaysMax,
    description: 'For how many days; then its volume decides again.',
  }),
  reason,
});
export const PartnerTierClear = request('PartnerTierClear', 'Why.', { reason });

const rate = {
  sold: Type.Integer({ description: 'Codes sold.' }),
  claimed: Type.Integer({ description: 'Codes claimed.' }),
  approved: Type.Integer({ description: 'Codes replaced or refunded.' }),
  rate_bps: nullable(
    Type.Integer({ description: 'Approved of sold, in basis points; null if none were sold.' }),
  ),
};
const Rate = Type.Object(rate, { title: 'RateOf', description: 'A claim rate.' });
export const PartnerClaimRate = Type.Object(
  {
    object: Type.Literal('partner_claim_rate'),
    from: time('Start of the period.'),
    until: time('End of the period.'),
    business: Rate,
    shop: Rate,
  },
  {
    title: 'PartnerClaimRate',
    description: 'How much of what a business bought was claimed, beside that of all businesses.',
  },
);
export type PartnerClaimRate = Static<typeof PartnerClaimRate>;
