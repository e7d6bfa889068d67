import { type ClaimStatus, claimPath } from '@psnb2b/contract';
import { invalidState } from '../kit/refusal.ts';
import type { StoredClaim } from './claim.ts';

/** What changes of a claim with the last of its steps. */
export type Ending = Partial<Pick<StoredClaim, 'codes' | 'decidedAt' | 'decidedBy'>>;

/**
 * The claim after each step on its way to a state; `ending` comes with the last. Time that it spent
 * waiting for its partner is added to the time for a decision. Refuses with `invalid_state` where no way
 * leads.
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
