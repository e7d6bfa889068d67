import type { StoredDecision } from './decisions.ts';

/** The bulk that a decision is part of, in minor units: the total amount, and how much of it is executed already. */
export interface Bulk {
  readonly total: number;
  readonly taken: number;
}

/** What single people approved before, in minor units of one currency. */
export interface GivenAlone {
  /** For the order, by anybody and at any time. */
  readonly order: number;
  /** For the partner, by anybody. */
  readonly partner: number;
  /** By this person, for any partner. */
  readonly decider: number;
}

/**
 * Whether a decision with this amount needs a second person: what single people approved before counts as well, and the whole
 * bulk that it is part of. The person who opened the claim (`isOwn`) never decides it alone. Minor units.
 */
export function isTooMuchAlone(decision: {
  readonly isOwn: boolean;
  readonly amount: number;
  readonly given: GivenAlone;
  readonly bulk: Bulk;
  /** The most that one person may approve. */
  readonly max: number;
}): boolean {
  const { isOwn, amount, given, bulk, max } = decision;
  if (isOwn) return true;
  if (amount === 0) return false;
  const together = given.decider - bulk.taken + bulk.total;
  return Math.max(mostOf(given) + amount, together) > max;
}

/** The largest sum that counts against the limit of one person. */
export function mostOf({ order, partner, decider }: GivenAlone): number {
  return Math.max(order, partner, decider);
}

/**
 * The effect of a person's decision on a claim, given a proposed one (null: none): `agree` with it as the second person, `refuse`
 * because a second person is missing, or replace it, executed `alone` or to `propose`.
 */
export function agreement(decision: {
  readonly proposal: Pick<StoredDecision, 'content' | 'proposedBy'> | null;
  /** In the form of `contentOf`. */
  readonly content: string;
  readonly actor: string;
  readonly needsTwo: boolean;
}): 'agree' | 'refuse' | 'alone' | 'propose' {
  const { proposal, content, actor, needsTwo } = decision;
  if (proposal?.content === content) {
    if (proposal.proposedBy !== actor) return 'agree';
    if (needsTwo) return 'refuse';
  }
  return needsTwo ? 'propose' : 'alone';
}
