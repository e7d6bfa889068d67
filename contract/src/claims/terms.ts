import { type Static, Type } from 'typebox';
import { claimTermMsMax } from '../kit/limits.ts';
import { amount, currency, money } from '../kit/primitives.ts';
import { changeReason, oneOf, request } from '../kit/shapes.ts';
import { claimPriorities } from './states.ts';

const MINUTE_MS = 60_000;
const within = (description: string) =>
  Type.Integer({ minimum: MINUTE_MS, maximum: claimTermMsMax, description });
const times = {
  answer_within_ms: within('Time to the first response.'),
  decide_within_ms: within('Time to the decision.'),
};
const own = Type.Boolean({ description: 'Whether it was set; otherwise it is the default.' });

const DecisionLimit = Type.Object(
  {
    currency: currency('The currency.'),
    one_person_max: money('A decision above this amount needs two people.'),
    own,
  },
  { title: 'DecisionLimit', description: 'The approval limit of one person.' },
);
export type DecisionLimit = Static<typeof DecisionLimit>;

/** Approval limits of one person, and the service terms of partners. */
export const ClaimTerms = Type.Object(
  {
    object: Type.Literal('claim_terms'),
    limits: Type.Array(DecisionLimit),
    tiers: Type.Array(
      Type.Object(
        {
          tier: Type.String({ description: 'Name of the price tier.' }),
          answer_within_ms: Type.Integer({ description: 'Time to the first response.' }),
          decide_within_ms: Type.Integer({ description: 'Time to the decision.' }),
        },
        { title: 'TierTerms', description: 'The service terms of a tier.' },
      ),
      { description: 'Tiers with terms of their own.' },
    ),
    tiers_without: Type.Array(Type.String(), { description: 'Tiers that have the default.' }),
    defaults: Type.Array(
      Type.Object(
        { priority: oneOf(claimPriorities, 'Priority of the claims.'), ...times },
        { title: 'DefaultTerms', description: 'The terms of tiers without their own.' },
      ),
    ),
  },
  { title: 'ClaimTerms', description: 'Approval limits and service terms.' },
);
export type ClaimTerms = Static<typeof ClaimTerms>;

export const DecisionLimitSet = request('DecisionLimitSet', 'The approval limit of one person.', {
  currency: currency('The currency.'),
  one_person_max: amount('A decision above this amount needs two people.'),
  reason: changeReason,
});
export const TierTermsSet = request(
  'TierTermsSet',
  'The service terms of a tier for claims filed from now on.',
  {
    tier: Type.String({ minLength: 1, maxLength: 40, description: 'Name of the price tier.' }),
    ...times,
    reason: changeReason,
  },
);
