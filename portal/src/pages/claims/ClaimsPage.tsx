import type { Claim } from '@psnb2b/contract';
import { isClaimFinal } from '@psnb2b/contract/states';
import {
  ActButton,
  ChoiceFilter,
  type Column,
  claimTones,
  DataList,
  Empty,
  FilterBar,
  Page,
  Section,
  StatusBadge,
  Time,
  useGo,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useList } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';
import classes from './claims.module.css';

const words = t.claims;

const COLUMNS: readonly Column<Claim>[] = [
  {
    key: 'claim',
    title: words.claim,
    cell: ({ reason, codes }) => words.heading(words.reasons[reason], words.codesOf(codes.length)),
  },
  {
    key: 'status',
    title: words.status,
    cell: ({ status }) => (
      <StatusBadge tone={claimTones[status]}>{words.statuses[status]}</StatusBadge>
    ),
  },
  { key: 'next', title: words.next, from: 's', cell: (claim) => <Next claim={claim} /> },
  {
    key: 'priority',
    title: words.priority,
    from: 'm',
    cell: ({ priority }) => words.priorities[priority],
  },
  {
    key: 'filed',
    title: words.filed,
    align: 'right',
    from: 's',
    cell: ({ created_at }) => <Time at={created_at} form="ago" />,
  },
];

export function ClaimsPage() {
  const me = useMe();
  const go = useGo();
  const list = useList('/claims', ['status', 'reason', 'mode']);
  const create = me.may.includes('createClaim') && (
    <ActButton onClick={() => go(to.newClaim)}>{words.create}</ActButton>
  );
  return (
    <Page title={words.title} lead={words.lead} acts={create}>
      <Section flush>
        <FilterBar>
          <ChoiceFilter
            label={words.status}
            value={list.filters.status}
            choices={words.statuses}
            onChange={(value) => list.set('status', value)}
          />
          <ChoiceFilter
            label={words.reason}
            value={list.filters.reason}
            choices={words.reasons}
            onChange={(value) => list.set('reason', value)}
          />
          <ChoiceFilter
            label={words.mode}
            value={list.filters.mode}
            fallback="live"
            choices={words.modes}
            onChange={(value) => list.set('mode', value)}
          />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.claim(id)}
          empty={<Empty title={words.none} hint={words.noneHint} action={create} />}
        />
      </Section>
    </Page>
  );
}

/** What is needed, by whom and until when. */
function Next({ claim }: { readonly claim: Claim }) {
  const { status, evidence, decision_due_at, decided_at } = claim;
  if (isClaimFinal(status)) {
    return (
      <>
        {status === 'withdrawn' ? words.one.withdrawn : words.one.decided}{' '}
        <Time at={decided_at} form="ago" />
      </>
    );
  }
  if (status === 'needs_info') return <strong>{words.nextSteps.answer}</strong>;
  const wanted = evidence.filter(({ given }) => !given).length;
  return (
    <div>
      <div>
        {words.one.decisionBy} <Time at={decision_due_at} />
      </div>
      {wanted > 0 && <div className={classes.quiet}>{words.nextSteps.evidence(wanted)}</div>}
    </div>
  );
}
