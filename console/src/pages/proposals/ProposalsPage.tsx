import { Group } from '@mantine/core';
import type { Proposal } from '@psnb2b/contract';
import { type ProposalState, proposalKinds } from '@psnb2b/contract/states';
import {
  type Bulk,
  ChoiceFilter,
  type Column,
  ConfirmAct,
  columnsOf,
  DataList,
  FilterBar,
  Page,
  Section,
  StatusBadge,
  Time,
  type Tone,
  useDecided,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useList } from '../../client.ts';
import { NothingWaits } from '../../queue/NothingWaits.tsx';
import { QueueLine } from '../../queue/QueueLine.tsx';
import { Change } from './Change.tsx';
import { ProposalsMany, proposalName } from './ProposalsMany.tsx';
import { changeText, words } from './words.ts';

const TONES: Readonly<Record<ProposalState, Tone>> = {
  waiting: 'wait',
  approved: 'good',
  refused: 'bad',
  dropped: 'neutral',
};

/** Proposals that wait for a second admin, and ended ones. */
export function ProposalsPage() {
  const list = useList('/proposals', ['state'], { state: 'waiting' });
  return (
    <Page
      lead={
        <>
          {words.lead} <QueueLine queue="proposals" />
        </>
      }
    >
      <Section flush>
        <FilterBar>
          <ChoiceFilter
            of={list}
            name="state"
            label={words.state}
            fallback="waiting"
            choices={words.states}
          />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          empty={<NothingWaits queue="proposals" hint={words.noneHint} />}
          queue
          {...(allowed(useMe(), 'refuseProposal').can && {
            bulk: (bulk: Bulk<Proposal>) => <ProposalsMany bulk={bulk} />,
            nameOf: proposalName,
          })}
        />
      </Section>
    </Page>
  );
}

const col = columnsOf<Proposal>();

const COLUMNS: readonly Column<Proposal>[] = [
  col.cell('what', words.what, (each) => (
    <>
      {proposalKinds[each.kind]}
      <span className="quiet narrow">
        {each.subject.name} <Change {...each} />
      </span>
      {each.reason !== null && <div className="quiet breaks">“{each.reason}”</div>}
    </>
  )),
  col.cell('about', words.about, ({ subject }) => <span className="breaks">{subject.name}</span>, {
    from: 's',
  }),
  col.cell('change', words.change, (each) => <Change {...each} />, { align: 'right', from: 's' }),
  col.cell(
    'by',
    words.by,
    ({ proposed_by, proposed_at }) => (
      <>
        {proposed_by.name} <Time at={proposed_at} form="ago" />
      </>
    ),
    { from: 'm' },
  ),
  col.cell('state', words.state, (each) => (
    <>
      <StatusBadge tone={TONES[each.state]}>{words.states[each.state]}</StatusBadge>{' '}
      <span className="quiet">
        <Whose {...each} />
      </span>
    </>
  )),
  col.acts((each) => <Acts proposal={each} />),
];

/** The person who decided; for a waiting proposal, who may decide, or when it takes effect by itself. */
function Whose({ state, approvers, takes_effect_at: at, decided_by }: Proposal) {
  if (state !== 'waiting') return decided_by;
  if (at === null) return words.waitsFor(approvers.map(({ name }) => name).join(', '));
  return (
    <>
      {words.takesEffect} <Time at={at} />
    </>
  );
}

function Acts({ proposal }: { readonly proposal: Proposal }) {
  const me = useMe();
  const { id, kind, subject, may_approve, may_refuse } = proposal;
  const path = { proposal_id: id };
  const decided = useDecided();
  const approve = useDo('POST /proposals/{proposal_id}/approve', {
    send: () => ({ path }),
    onDone: () => decided(words.approved),
  });
  const reject = useDo('POST /proposals/{proposal_id}/refuse', {
    send: () => ({ path }),
    onDone: () => decided(words.rejected),
  });
  if (!may_approve && !may_refuse) return null;
  return (
    <Group gap={8} justify="flex-end">
      {may_approve && (
        <ConfirmAct
          label={words.approve}
          opensWith="a"
          says={words.approveSays(proposalKinds[kind], subject.name, changeText(proposal))}
          act={approve}
          allowed={allowed(me, 'approveProposal')}
          button={{ size: 'compact-xs' }}
        />
      )}
      {may_refuse && (
        <ConfirmAct
          label={words.reject}
          opensWith="r"
          says={words.rejectSays}
          act={reject}
          allowed={allowed(me, 'refuseProposal')}
          button={{ size: 'compact-xs' }}
        />
      )}
    </Group>
  );
}
