import { type Static, Type } from 'typebox';
import { amount, currency, money, nullable, time } from '../kit/primitives.ts';
import { changeReason, line, listOf, request } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { jumpMeant } from '../price-changes/jump.ts';
import { Proposal } from '../proposals/schemas.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const percent = (description: string) => Type.Number({ minimum: 0, maximum: 99.99, description });

const TierInUse = Type.Object(
  {
    name: Type.String({ description: 'Its name, which partners read.' }),
    currency: currency('Currency of the volume.'),
    volume_30d: money('The volume of 30 days from which it applies.'),
    discount_percent: percent('Taken off every list price.'),
    business_count: count('Businesses that have it now.'),
  },
  { title: 'TierInUse', description: 'A discount by volume, with who has it.' },
);
export type TierInUse = Static<typeof TierInUse>;

export const TierSet = Type.Object(
  {
    id: Type.String({ description: 'The currency.' }),
    object: Type.Literal('tier_set'),
    tiers: Type.Array(TierInUse, {
      description: 'By volume; without any, everybody pays the list price.',
    }),
    version: count('How often they were set.'),
    changed_at: nullable(time('When they were last set, as far as is recorded.')),
    changed_by: nullable(Type.String({ description: 'Who set them.' })),
    business_count: count('Businesses that buy in this currency.'),
    waiting: Type.Array(Proposal, { description: 'Changes that wait for a second admin.' }),
  },
  { title: 'TierSet', description: 'The tiers of one currency.' },
);
export type TierSet = Static<typeof TierSet>;
export const TierSetList = listOf('TierSetList', 'Every currency in use.', TierSet);

const tiers = Type.Array(
  Type.Object(
    {
      name: line(40, 'Its name, which partners read.'),
      volume_30d: amount('The volume of 30 days from which it applies; 0 for the first.'),
      discount_percent: percent('Taken off every list price, with at most two decimals.'),
    },
    { additionalProperties: false, title: 'TierDraft', description: 'A tier.' },
  ),
  { maxItems: 50, description: 'By volume, from 0; empty removes the tiers of the currency.' },
);

export const TiersPlan = request('TiersPlan', 'Tiers that are only looked at.', { tiers });
export const TiersSet = request('TiersSet', 'All tiers of a currency.', {
  tiers,
  version: Type.Integer({
    minimum: 0,
    maximum: 1_000_000_000,
    description:
      'The version that you changed; if somebody set another one since, this is refused.',
  }),
  reason: changeReason,
  jump: jumpMeant,
});

export const TierStep = Type.Object(
  {
    partner: PartnerRef,
    currency: currency('Currency of the volume.'),
    volume_30d: money('What it bought in 30 days.'),
    tier_before: Type.String({ description: 'Its tier; empty without tiers.' }),
    percent_before: percent('Its discount.'),
    tier_after: Type.String({ description: 'Its tier afterwards.' }),
    percent_after: percent('Its discount afterwards.'),
  },
  { title: 'TierStep', description: 'A business whose tier or discount would change.' },
);
export type TierStep = Static<typeof TierStep>;

export const TierPlan = Type.Object(
  {
    object: Type.Literal('tier_plan'),
    businesses: count('Businesses that buy in this currency.'),
    cheaper: count('Of these, who would pay less.'),
    dearer: count('Who would pay more.'),
    steps: Type.Array(TierStep, {
      description: 'Who changes, those with the largest volume first; at most 200.',
    }),
    needs_two: Type.Boolean({
      description: 'Whether some volume would pay less, which needs a second admin.',
    }),
    is_jump: Type.Boolean({
      description:
        'Whether some volume would pay half of what it pays now, or less: `jump` confirms it.',
    }),
  },
  { title: 'TierPlan', description: 'What other tiers would change.' },
);
export type TierPlan = Static<typeof TierPlan>;
