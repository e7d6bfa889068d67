import { Button } from '@mantine/core';
import type { QueuedClaim } from '@psnb2b/contract';
import {
  type Bulk,
  ChoiceFilter,
  DataList,
  Empty,
  EVERYTHING,
  FilterBar,
  Link,
  type ListState,
  Page,
  Section,
  TextFilter,
  ViewTabs,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import type { ReactNode } from 'react';
import { allowed, useList, useRead } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { to } from '../../pages.ts';
import { isQueueList } from '../../queue/is-queue-list.ts';
import { NothingWaits } from '../../queue/NothingWaits.tsx';
import { QueueLine } from '../../queue/QueueLine.tsx';
import { SupplierFilter } from '../../SupplierFilter.tsx';
import { text } from '../../text.ts';
import { claimColumns } from './claim-columns.tsx';
import { claimName, DecideMany } from './DecideMany.tsx';
import { findWords, words } from './words.ts';

const FILTERS = [
  'status',
  'waiting',
  'reason',
  'region',
  'supplier_id',
  'partner_id',
  'lot_id',
  'mode',
] as const;

/** The queue of claims. */
export function ClaimsPage() {
  const list = useList('/claims', FILTERS);
  return (
    <Page lead={<Lead />} acts={<Elsewhere />}>
      <Section flush>
        <Views>
          <Filters list={list} />
          <DataList
            label={words.title}
            list={list}
            columns={claimColumns}
            rowKey={({ id }) => id}
            rowLink={({ id }) => to.claim(id)}
            empty={<Empty title={words.none} hint={words.noneHint} />}
            queue
            {...(isQueueList(list.filters, 'claims_waiting') && {
              nothingWaits: <NothingWaits queue="claims" hint={words.noneHint} />,
            })}
            {...(allowed(useMe(), 'decideClaim').can && {
              bulk: (bulk: Bulk<QueuedClaim>) => <DecideMany bulk={bulk} />,
              nameOf: claimName,
            })}
          />
        </Views>
      </Section>
    </Page>
  );
}

function Lead() {
  return (
    <>
      {words.lead} <QueueLine queue="claims" />
    </>
  );
}

/** Views of the queue; what staff have to decide is opened first. */
function Views({ children }: { readonly children: ReactNode }) {
  const counts = useRead('/today').data;
  return (
    <ViewTabs
      label={words.views}
      views={[
        {
          title: words.waits.us,
          query: 'waiting=us',
          count: counts?.claims_waiting,
          waits: 'always',
        },
        { title: words.waits.overdue, query: 'waiting=overdue', count: counts?.claims_overdue },
        {
          title: words.waits.second_person,
          query: 'waiting=second_person',
          count: counts?.claims_proposed,
        },
        { title: words.undecided, query: EVERYTHING },
      ]}
    >
      {children}
    </ViewTabs>
  );
}

function Elsewhere() {
  const me = useMe();
  return (
    <>
      <Button component={Link} to={to.findCode} variant="default">
        {findWords.open}
      </Button>
      <Button component={Link} to={to.claimFigures} variant="default">
        {words.figures}
      </Button>
      <Button component={Link} to={to.claimTerms} variant="default">
        {words.terms}
      </Button>
      {allowed(me, 'openClaim').can && (
        <Button component={Link} to={to.newClaim}>
          {words.openFor}
        </Button>
      )}
    </>
  );
}

function Filters({ list }: { readonly list: ListState<(typeof FILTERS)[number]> }) {
  const choices = useRead('/claim-choices').data;
  const choice = (
    name: (typeof FILTERS)[number],
    label: string,
    values: Readonly<Record<string, string>>,
  ) => <ChoiceFilter of={list} name={name} label={label} choices={values} />;
  return (
    <FilterBar>
      {choice('status', words.status, words.statuses)}
      {choice('waiting', words.waiting, words.waits)}
      {choice('reason', words.reason, words.reasons)}
      {choice('region', words.region, named(choices?.regions))}
      <SupplierFilter list={list} />
      <PartnerFilter list={list} />
      <TextFilter of={list} name="lot_id" label={words.lot} />
      <ChoiceFilter of={list} name="mode" label={words.mode} fallback="live" choices={text.modes} />
    </FilterBar>
  );
}

function named(values: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((each) => [each, each]));
}
