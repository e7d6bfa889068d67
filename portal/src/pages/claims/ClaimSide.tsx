import { Stack } from '@mantine/core';
import { isClaimFinal } from '@psnb2b/contract/states';
import { CopyId, type Fact, Facts, type Moment, Money, Section, Time, Timeline } from '@psnb2b/ui';
import type { Schemas } from '../../api/api.ts';
import { t } from '../../text/text.ts';
import classes from './claims.module.css';

type ClaimFile = Schemas['ClaimFile'];
const words = t.claims.one;

/** What was promised, what is known, and what happened. */
export function ClaimSide({ claim }: { readonly claim: ClaimFile }) {
  return (
    <>
      <Section title={words.clock}>
        <Clock claim={claim} />
      </Section>
      <Section title={words.facts}>
        <Facts facts={factsOf(claim)} />
      </Section>
      <Section title={words.timeline}>
        <Timeline label={words.timeline} moments={momentsOf(claim)} />
      </Section>
    </>
  );
}

function Clock({ claim }: { readonly claim: ClaimFile }) {
  const { status, first_answered_at, decided_at } = claim;
  const answer: Fact = first_answered_at
    ? [words.answered, <Time key="answer" at={first_answered_at} />]
    : [words.answerBy, <Due key="answer" at={claim.answer_due_at} />];
  const decision: Fact = decided_at
    ? [
        status === 'withdrawn' ? words.withdrawn : words.decided,
        <Time key="decision" at={decided_at} />,
      ]
    : [words.decisionBy, <Due key="decision" at={claim.decision_due_at} />];
  const shown = status === 'withdrawn' && !first_answered_at ? [decision] : [answer, decision];
  return (
    <Stack gap="xs">
      <Facts facts={shown} />
      <Remark claim={claim} />
    </Stack>
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

function Remark({ claim }: { readonly claim: ClaimFile }) {
  if (isClaimFinal(claim.status)) return null;
  if (claim.status === 'needs_info') return <div className={classes.quiet}>{words.stands}</div>;
  const now = Date.now();
  const isLate = (at: string) => Date.parse(at) < now;
  const late =
    isLate(claim.decision_due_at) ||
    (claim.first_answered_at === null && isLate(claim.answer_due_at));
  return late ? <div>{words.late}</div> : null;
}

function factsOf(claim: ClaimFile): Fact[] {
  return [
    [t.claims.priority, t.claims.priorities[claim.priority]],
    [words.refunded, <Money key="refunded" amount={claim.refunded} currency={claim.currency} />],
    [words.order, <CopyId key="order" id={claim.order_id} what={words.order} short />],
    [words.id, <CopyId key="id" id={claim.id} what={words.id} short />],
    [t.claims.mode, t.claims.modes[claim.mode]],
    [words.origin, t.claims.origins[claim.origin]],
  ];
}

/** What happened, and at the end what comes next where that is known. */
function momentsOf(claim: ClaimFile): Moment[] {
  const { id, status, first_answered_at, waiting_since, decided_at } = claim;
  const past: Moment[] = [
    { key: id, at: claim.created_at, title: t.claims.origins[claim.origin], tone: 'info' },
    ...claim.files.map(({ from, file }) => ({
      key: file.id,
      at: file.created_at,
      title: words.gaveFile(file.name),
      by: from === 'partner' ? words.you : words.us,
    })),
    ...(first_answered_at === decided_at
      ? []
      : moment('answered', first_answered_at, words.reviewing, 'info')),
    ...moment('waits', waiting_since, words.waits, 'wait'),
    ...moment('decided', decided_at, t.claims.statuses[status], TONES[status] ?? 'neutral'),
  ];
  return past.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

const TONES: Readonly<Partial<Record<ClaimFile['status'], 'good' | 'bad'>>> = {
  approved: 'good',
  rejected: 'bad',
};

function moment(
  key: string,
  at: string | null,
  title: string,
  tone: NonNullable<Moment['tone']>,
): Moment[] {
  return at === null ? [] : [{ key, at, title, tone }];
}
