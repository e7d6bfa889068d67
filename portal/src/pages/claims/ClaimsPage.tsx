import { Button } from '@mantine/core';
import type { PortalClaimRow } from '@psnb2b/contract';
import { isClaimFinal } from '@psnb2b/contract/states';
import {
  ActButton,
  ChoiceFilter,
  CopyId,
  claimTones,
  columnsOf,
  DataList,
  Empty,
  EVERYTHING,
  ExportButton,
  FilterBar,
  groupDigits,
  Link,
  Page,
  Section,
  TextFilter,
  Time,
  useGo,
  ViewTabs,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { client, useList, useRead } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { to } from '../../pages.ts';
import classes from './claims.module.css';
import { words } from './words.ts';

const col = columnsOf<PortalClaimRow>();

const COLUMNS = [
  col.cell('claim', words.claim, (claim) => words.heading(claim)),
  col.cell('order', words.order, ({ order }) => (
    <div>
      <div className="breaks">
        {order.reference ?? <CopyId id={order.id} what={words.order} short />}
      </div>
      <div className="quiet">
        {order.sku} × {groupDigits(order.quantity)}
      </div>
    </div>
  )),
  col.money('amount', words.amount, 'currency', { from: 's' }),
  col.status('status', words.status, claimTones, words.statuses),
  col.cell('next', words.next, (claim) => <Next claim={claim} />, { from: 's' }),
  col.word('priority', words.priority, words.priorities, { from: 'm' }),
  col.time('created_at', words.filed, { form: 'ago', from: 's' }),
];

export function ClaimsPage() {
  const me = useMe();
  const go = useGo();
  const list = useList('/claims', ['q', 'status', 'reason', 'mode']);
  const asked = useRead('/claims', { query: { status: 'needs_info', limit: 1 } });
  const create = me.may.includes('createClaim') && (
    <ActButton onClick={() => go(to.newClaim)}>{words.create}</ActButton>
  );
  return (
    <Page
      acts={
        <>
          <Button component={Link} to={to.recalls} variant="default">
            {words.recalls}
          </Button>
          <ExportButton url={client.urlOf('/claims/export')} query={list.filters} />
          {create}
        </>
      }
    >
      <Section flush>
        <ViewTabs
          label={words.views}
          views={[
            { title: words.all, query: EVERYTHING },
            {
              title: words.statuses.needs_info,
              query: 'status=needs_info',
              count: asked.isError ? 0 : asked.data?.total,
              waits: true,
            },
            { title: words.statuses.open, query: 'status=open' },
            { title: words.statuses.under_review, query: 'status=under_review' },
            { title: words.statuses.approved, query: 'status=approved' },
          ]}
        >
          <FilterBar>
            <TextFilter of={list} name="q" label={words.search} />
            <ChoiceFilter of={list} name="status" label={words.status} choices={words.statuses} />
            <ChoiceFilter of={list} name="reason" label={words.reason} choices={words.reasons} />
            <ModeSwitch of={list} />
          </FilterBar>
          <DataList
            label={words.title}
            list={list}
            columns={COLUMNS}
            rowKey={({ id }) => id}
            rowLink={({ id }) => to.claim(id)}
            empty={<Empty title={words.none} hint={words.noneHint} action={create} />}
          />
        </ViewTabs>
      </Section>
    </Page>
  );
}

/** What is needed, by whom and until when. */
function Next({ claim }: { readonly claim: PortalClaimRow }) {
  const { status, evidence, decision_due_at, decided_at } = claim;
  if (isClaimFinal(status)) {
    return (
      <>
        {status === 'withdrawn' ? words.withdrawn : words.decided}{' '}
        <Time at={decided_at} form="ago" />
      </>
    );
  }
  if (status === 'needs_info') return <strong>{words.answer}</strong>;
  const wanted = evidence.filter(({ given }) => !given).length;
  return (
    <div>
      <div>
        {words.decisionBy} <Time at={decision_due_at} />
      </div>
      {wanted > 0 && <div className={classes.quiet}>{words.evidenceHelps(wanted)}</div>}
    </div>
  );
}
