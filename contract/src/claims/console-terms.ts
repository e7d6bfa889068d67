import {
  acting,
  type DoorOperation,
  moving,
  ok,
  okOrProposed,
  reading,
} from '../kit/door-operation.ts';
import { Proposal } from '../proposals/schemas.ts';
import { ClaimTerms, DecisionLimitSet, TierTermsSet } from './terms.ts';

const setting = { ...acting, tag: 'Claims', roles: ['admin'], ...moving('rights') } as const;

/** What one person may decide alone, and what partners are promised. */
export const consoleClaimTermsOperations = {
  getClaimTerms: {
    ...reading,
    tag: 'Claims',
    id: 'getClaimTerms',
    path: '/claim-terms',
    summary: 'Read limits and promised times',
    description: 'Of every currency and tier in use.',
    replies: ok(ClaimTerms, 'The terms.'),
  },
  setDecisionLimit: {
    ...setting,
    id: 'setDecisionLimit',
    path: '/claim-terms/limits',
    summary: 'Set what one person may give away',
    description:
      'In one currency, for decisions from now on. Less takes effect at once, more waits for a second admin (202).',
    body: DecisionLimitSet,
    replies: okOrProposed(ClaimTerms, Proposal, 'The terms.'),
  },
  setTierTerms: {
    ...setting,
    id: 'setTierTerms',
    path: '/claim-terms/tiers',
    summary: 'Promise a tier other times',
    description: 'For claims filed from now on.',
    body: TierTermsSet,
    replies: ok(ClaimTerms, 'The terms.'),
  },
} as const satisfies Record<string, DoorOperation>;
