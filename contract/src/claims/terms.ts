import { type Static, Type } from 'typebox';
import { amount, currency, money } from '../kit/primitives.ts';
import { oneOf, request } from '../kit/shapes.ts';
import { claimPriorities } from './states.ts';

const MINUTE_MS = 60_000;
const TERM_MS_MAX = 90 * 24 * 60 * MINUTE_MS;
const within = (description: string) =>
  Type.Integer({ minimum: MINUTE_MS, maximum: TERM_MS_MAX, description });
const times = {
  answer_within_ms: within('First answer within.'),
  decide_within_ms: within('Decision within.'),
};
const own = Type.Boolean({ description: 'Whether it was set; else it is the default.' });

const DecisionLimit = Type.Object(
  {
    currency: currency('The currency.'),
    one_person_max: money('Above this a decision takes two people.'),
    own,
  },
  { title: 'DecisionLimit', description: 'What one person may give away.' },
);
export type DecisionLimit = Static<typeof DecisionLimit>;

/** What people may decide alone, and what partners are promised. */
export const ClaimTerms = Type.Object(
  {
    object: Type.Literal('claim_terms'),
    limits: Type.Array(DecisionLimit),
    tiers: Type.Array(
      Type.Object(
        {
          tier: Type.String({ description: 'Name of the price tier.' }),
          answer_within_ms: Type.Integer({ description: 'First answer within.' }),
          decide_within_ms: Type.Integer({ description: 'Decision within.' }),
        },
        { title: 'TierTerms', description: 'What a tier is promised.' },
      ),
      { description: 'Tiers with terms of their own.' },
    ),
    tiers_without: Type.Array(Type.String(), { description: 'Tiers that have the default.' }),
    defaults: Type.Array(
      Type.Object(
        { priority: oneOf(claimPriorities, 'Priority of the claims.'), ...times },
        { title: 'DefaultTerms', description: 'What is promised where a tier has no terms.' },
      ),
    ),
  },
  { title: 'ClaimTerms', description: 'Limits of decisions, and promised times.' },
);
export type ClaimTerms = Static<typeof ClaimTerms>;

export const DecisionLimitSet = request('DecisionLimitSet', 'What one person may give away.', {
  currency: currency('The currency.'),
  one_person_max: amount('Above this a decision takes two people.'),
});
export const TierTermsSet = request('TierTermsSet', 'What a tier is promised from now on.', {
  tier: Type.String({ minLength: 1, maxLength: 40, description: 'Name of the price tier.' }),
  ...times,
});
