import type { QueuedClaim } from '@psnb2b/contract';
import { StatusBadge, Time } from '@psnb2b/ui';
import { claimTones } from '../../tones.ts';
import { words } from './words.ts';

type Clocked = Pick<
  QueuedClaim,
  'status' | 'overdue' | 'answer_due_at' | 'decision_due_at' | 'first_answered_at' | 'decided_at'
>;

/** The next promised time; a paused deadline is shown as paused. */
export function Deadline({ claim }: { readonly claim: Clocked }) {
  if (claim.decided_at !== null) return <Time at={claim.decided_at} form="ago" />;
  const isAnswered = claim.first_answered_at !== null;
  if (claim.status === 'needs_info') return <span className="quiet">{words.paused}</span>;
  return (
    <>
      <span className="quiet">{isAnswered ? words.decisionDue : words.answerDue} </span>
      <Time at={isAnswered ? claim.decision_due_at : claim.answer_due_at} form="ago" />
    </>
  );
}

/** The state as a word; lateness, and a second person who is needed, come first. */
export function ClaimBadge({ claim }: { claim: Clocked & { readonly proposed: boolean } }) {
  if (claim.proposed) return <StatusBadge tone="info">{words.second}</StatusBadge>;
  if (claim.overdue) return <StatusBadge tone="bad">{words.overdue}</StatusBadge>;
  return (
    <StatusBadge tone={claimTones[claim.status]} value={claim.status}>
      {words.statuses[claim.status]}
    </StatusBadge>
  );
}
