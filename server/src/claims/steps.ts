import { type ClaimStatus, claimPath } from '@psnb2b/contract';
import { invalidState } from '../kit/refusal.ts';
import type { StoredClaim } from './claim.ts';

/** What changes in a claim with the last transition. */
export type Ending = Partial<Pick<StoredClaim, 'codes' | 'decidedAt' | 'decidedBy'>>;

/**
 * The claim after each transition on its way to a state; `ending` is applied with the last. Time spent waiting for the partner is
 * added to the deadline of the decision. Refuses with `invalid_state` if no way leads there.
 */
export function stepsTo(
  claim: StoredClaim,
  to: ClaimStatus,
  at: Date,
  { answered, ...ending }: Ending & { readonly answered: boolean },
): StoredClaim[] {
  const path = claimPath(claim.status, to);
  if (path === null) throw invalidState(claim.status);
  let last = claim;
  return path.map((status, index) => {
    const waitedMs = last.waitingSince
      ? Math.max(0, at.getTime() - last.waitingSince.getTime())
      : 0;
    last = {
      ...last,
      status,
      sequence: last.sequence + 1,
      waitingSince: status === 'needs_info' ? at : null,
      decisionDueAt: new Date(last.decisionDueAt.getTime() + waitedMs),
      firstAnsweredAt: last.firstAnsweredAt ?? (answered ? at : null),
      ...(index === path.length - 1 && ending),
    };
    return last;
  });
}
