import { Group } from '@mantine/core';
import type { Proposal } from '@psnb2b/contract';
import { type ProposalState, proposalKinds } from '@psnb2b/contract/states';
import {
  ChoiceFilter,
  type Column,
  ConfirmAct,
  DataList,
  Empty,
  FilterBar,
  Money,
  Page,
  Section,
  StatusBadge,
  say,
  Time,
  type Tone,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useList } from '../../door.ts';
import { t } from '../../text/text.ts';

const words = t.proposals;

const TONES: Readonly<Record<ProposalState, Tone>> = {
  waiting: 'wait',
  approved: 'good',
  refused: 'bad',
  dropped: 'neutral',
};

/** What waits for a second admin, and what became of the rest. */
export function ProposalsPage() {
  const list = useList('/proposals', ['state'], { state: 'waiting' });
  return (
    <Page title={words.title} lead={words.lead}>
      <Section flush>
        <FilterBar>
          <ChoiceFilter
            label={words.state}
            value={list.filters.state ?? 'waiting'}
            choices={words.states}
            onChange={(value) => list.set('state', value)}
          />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}

const COLUMNS: readonly Column<Proposal>[] = [
  {
    key: 'what',
    title: words.what,
    cell: (each) => (
      <>
        {proposalKinds[each.kind]}
        <span className="quiet narrow">
          {each.subject.name} <Change {...each} />
        </span>
      </>
    ),
  },
  {
    key: 'about',
    title: words.about,
    from: 's',
    cell: ({ subject }) => <span className="breaks">{subject.name}</span>,
  },
  {
    key: 'change',
    title: words.change,
    align: 'right',
    from: 's',
    cell: (each) => <Change {...each} />,
  },
  {
    key: 'by',
    title: words.by,
    from: 'm',
    cell: ({ proposed_by, proposed_at }) => (
      <>
        {proposed_by.name} <Time at={proposed_at} form="ago" />
      </>
    ),
  },
  {
    key: 'state',
    title: words.state,
    cell: ({ state, approvers, takes_effect_at, decided_by }) => (
      <>
        <StatusBadge tone={TONES[state]}>{words.states[state]}</StatusBadge>{' '}
        <span className="quiet">
          {state !== 'waiting' && decided_by}
          {state === 'waiting' &&
            takes_effect_at === null &&
            words.waitsFor(approvers.map(({ name }) => name).join(', '))}
          {state === 'waiting' && takes_effect_at !== null && (
            <>
              {words.takesEffect} <Time at={takes_effect_at} />
            </>
          )}
        </span>
      </>
    ),
  },
  { key: 'acts', title: '', align: 'right', cell: (each) => <Acts proposal={each} /> },
];

function Change({ before, after, currency }: Proposal) {
  if (before === null && after === null) return null;
  const show = (value: string | null) =>
    currency === null ? value : <Money amount={value} currency={currency} />;
  return (
    <>
      {show(before)} → {show(after)}
    </>
  );
}

function Acts({ proposal }: { readonly proposal: Proposal }) {
  const me = useMe();
  const { id, kind, subject, may_approve, may_refuse } = proposal;
  const path = { proposal_id: id };
  const approve = useDo('POST /proposals/{proposal_id}/approve', {
    send: () => ({ path }),
    onDone: () => say(words.approved),
  });
  const stop = useDo('POST /proposals/{proposal_id}/refuse', {
    send: () => ({ path }),
    onDone: () => say(words.stopped),
  });
  if (!may_approve && !may_refuse) return null;
  return (
    <Group gap={8} justify="flex-end">
      {may_approve && (
        <ConfirmAct
          label={words.approve}
          says={words.approveSays(proposalKinds[kind], subject.name)}
          act={approve}
          allowed={allowed(me, 'approveProposal')}
          button={{ size: 'compact-xs' }}
        />
      )}
      {may_refuse && (
        <ConfirmAct
          label={words.stop}
          says={words.stopSays}
          act={stop}
          allowed={allowed(me, 'refuseProposal')}
          button={{ size: 'compact-xs' }}
        />
      )}
    </Group>
  );
}
