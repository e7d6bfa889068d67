import type { PortalClaim } from '@psnb2b/contract';
import { CopyId, type Fact, Facts, type Moment, Money, Section, Timeline } from '@psnb2b/ui';
import { text } from '../../text.ts';
import { words as listWords, claimPageWords as words } from './words.ts';

/** The facts of the claim and its history. */
export function ClaimSide({ claim }: { readonly claim: PortalClaim }) {
  return (
    <>
      <Section title={words.facts}>
        <Facts facts={factsOf(claim)} />
      </Section>
      <Section title={words.timeline}>
        <Timeline label={words.timeline} moments={momentsOf(claim)} />
      </Section>
    </>
  );
}

function factsOf(claim: PortalClaim): Fact[] {
  return [
    [listWords.priority, listWords.priorities[claim.priority]],
    [listWords.amount, <Money key="amount" amount={claim.amount} currency={claim.currency} />],
    [words.refunded, <Money key="refunded" amount={claim.refunded} currency={claim.currency} />],
    [words.order, <CopyId key="order" id={claim.order_id} what={words.order} short />],
    [words.id, <CopyId key="id" id={claim.id} what={words.id} short />],
    [text.mode, text.modes[claim.mode]],
    [words.origin, listWords.origins[claim.origin]],
  ];
}

/** The history, and after it the next step if it is known. */
function momentsOf(claim: PortalClaim): Moment[] {
  const { id, status, first_answered_at, waiting_since, decided_at } = claim;
  const past: Moment[] = [
    { key: id, at: claim.created_at, title: listWords.origins[claim.origin], tone: 'info' },
    ...claim.files.map(({ from, file }) => ({
      key: file.id,
      at: file.created_at,
      title: words.gaveFile(file.name),
      by: from === 'partner' ? words.you : words.us(),
    })),
    ...(first_answered_at === decided_at
      ? []
      : moment('answered', first_answered_at, words.reviewing, 'info')),
    ...moment('waits', waiting_since, words.waits, 'wait'),
    ...moment('decided', decided_at, listWords.statuses[status], TONES[status] ?? 'neutral'),
  ];
  return past.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

const TONES: Readonly<Partial<Record<PortalClaim['status'], 'good' | 'bad'>>> = {
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
