import type { StoredDecision } from './decisions.ts';

/** What a decision is a part of, in minor units: what all of it gives away, and what of that is taken by now. */
export interface Bulk {
  readonly total: number;
  readonly taken: number;
}

/** What single people gave away before, in minor units of one currency. */
export interface GivenAlone {
  /** Of the order, whoever it was and whenever. */
  readonly order: number;
  /** To the partner, whoever it was. */
  readonly partner: number;
  /** By this person, to whomever. */
  readonly decider: number;
}

/**
 * Whether one person is too few for a decision that gives an amount away: what single people gave before counts as
 * well, and all of what it is a part of. Whoever opened the claim (`isOwn`) never decides it alone. Minor units.
 */
export function isTooMuchAlone(decision: {
  readonly isOwn: boolean;
  readonly amount: number;
  readonly given: GivenAlone;
  readonly bulk: Bulk;
  /** The most that one person may give away. */
  readonly max: number;
}): boolean {
  const { isOwn, amount, given, bulk, max } = decision;
  if (isOwn) return true;
  if (amount === 0) return false;
  const together = given.decider - bulk.taken + bulk.total;
  return Math.max(mostOf(given) + amount, together) > max;
}

/** The most that counts against what one person may give away. */
export function mostOf({ order, partner, decider }: GivenAlone): number {
  return Math.max(order, partner, decider);
}

/**
 * What somebody's decision on a claim does, beside one that was proposed (null: none was): `agree` with it as the
 * second person, `refuse` because the second person is missing, or stand in its place, taken `alone` or to `propose`.
 */
export function agreement(decision: {
  readonly proposal: Pick<StoredDecision, 'content' | 'proposedBy'> | null;
  /** As `contentOf` writes it. */
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
