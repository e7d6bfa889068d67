import { Stack } from '@mantine/core';
import type { PortalClaim } from '@psnb2b/contract';
import { isClaimFinal } from '@psnb2b/contract/states';
import { type Fact, Facts, Section, Time } from '@psnb2b/ui';
import classes from './claims.module.css';
import { words as listWords, claimPageWords as words } from './words.ts';

/** The promised times, and whether they were kept. */
export function ClaimDeadlines({ claim }: { readonly claim: PortalClaim }) {
  const { status, first_answered_at, decided_at } = claim;
  const answer: Fact = first_answered_at
    ? [words.answered, <Time key="answer" at={first_answered_at} />]
    : [words.answerBy, <Due key="answer" at={claim.answer_due_at} />];
  const decision: Fact = decided_at
    ? [
        status === 'withdrawn' ? listWords.withdrawn : listWords.decided,
        <Time key="decision" at={decided_at} />,
      ]
    : [listWords.decisionBy, <Due key="decision" at={claim.decision_due_at} />];
  const shown = status === 'withdrawn' && !first_answered_at ? [decision] : [answer, decision];
  return (
    <Section title={words.serviceLevel}>
      <Stack gap="xs">
        <Facts facts={shown} />
        <Remark claim={claim} />
      </Stack>
    </Section>
  );
}

function Due({ at }: { readonly at: string }) {
  return (
    <>
      <Time at={at} />{' '}
      <span className={classes.quiet}>
        <Time at={at} form="ago" />
      </span>
    </>
  );
}

function Remark({ claim }: { readonly claim: PortalClaim }) {
  if (isClaimFinal(claim.status)) return null;
  if (claim.status === 'needs_info') return <div className={classes.quiet}>{words.paused}</div>;
  const now = Date.now();
  const isLate = (at: string) => Date.parse(at) < now;
  const late =
    isLate(claim.decision_due_at) ||
    (claim.first_answered_at === null && isLate(claim.answer_due_at));
  return late ? <div>{words.late}</div> : null;
}
