import {
  acting,
  moving,
  ok,
  okOrProposed,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Proposal } from '../proposals/schemas.ts';
import { ClaimTerms, DecisionLimitSet, TierTermsSet } from './terms.ts';

const setting = { ...acting, tag: 'Claims', roles: ['admin'], ...moving('rights') } as const;

/** Approval limits of one person, and the service terms of partners. */
export const consoleClaimTermsOperations = {
  getClaimTerms: {
    ...reading,
    tag: 'Claims',
    id: 'getClaimTerms',
    path: '/claim-terms',
    summary: 'Read approval limits and service terms',
    description: 'For every currency and tier in use.',
    replies: ok(ClaimTerms, 'The terms.'),
  },
  setDecisionLimit: {
    ...setting,
    id: 'setDecisionLimit',
    path: '/claim-terms/limits',
    summary: 'Set the approval limit of one person',
    description:
      'In one currency, for decisions from now on. A lower limit takes effect at once, a higher one waits for a second admin (202).',
    body: DecisionLimitSet,
    replies: okOrProposed(ClaimTerms, Proposal, 'The terms.'),
  },
  setTierTerms: {
    ...setting,
    id: 'setTierTerms',
    path: '/claim-terms/tiers',
    summary: 'Set the service terms of a tier',
    description: 'For claims filed from now on.',
    body: TierTermsSet,
    replies: ok(ClaimTerms, 'The terms.'),
  },
} as const satisfies Record<string, WebAppOperation>;
