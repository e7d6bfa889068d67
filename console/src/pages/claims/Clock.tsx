import type { QueuedClaim } from '@psnb2b/contract';
import { StatusBadge, Time } from '@psnb2b/ui';
import { c } from '../../text/claims.ts';
import { claimTones } from '../../tones.ts';

type Clocked = Pick<
  QueuedClaim,
  'status' | 'overdue' | 'answer_due_at' | 'decision_due_at' | 'first_answered_at' | 'decided_at'
>;

/** What is promised next, and when; a clock that stands still says so. */
export function Clock({ claim }: { readonly claim: Clocked }) {
  if (claim.decided_at !== null) return <Time at={claim.decided_at} form="ago" />;
  const isAnswered = claim.first_answered_at !== null;
  if (claim.status === 'needs_info') return <span className="quiet">{c.stands}</span>;
  return (
    <>
      <span className="quiet">{isAnswered ? c.decisionDue : c.answerDue} </span>
      <Time at={isAnswered ? claim.decision_due_at : claim.answer_due_at} form="ago" />
    </>
  );
}

/** The state in a word; lateness, and that somebody else is needed, come first. */
export function ClaimBadge({ claim }: { claim: Clocked & { readonly proposed: boolean } }) {
  if (claim.proposed) return <StatusBadge tone="info">{c.second}</StatusBadge>;
  if (claim.overdue) return <StatusBadge tone="bad">{c.overdue}</StatusBadge>;
  return <StatusBadge tone={claimTones[claim.status]}>{c.statuses[claim.status]}</StatusBadge>;
}
