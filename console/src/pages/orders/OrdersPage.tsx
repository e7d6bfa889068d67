import { Button } from '@mantine/core';
import type { StaffOrder } from '@psnb2b/contract';
import type { OrderFailureCode, OrderQueue } from '@psnb2b/contract/states';
import {
  type Bulk,
  ChoiceFilter,
  DataList,
  DayFilter,
  Empty,
  EVERYTHING,
  FilterBar,
  ManyFilter,
  ORDER_FILTERS,
  orderQueryOf,
  orderSortOf,
  Page,
  queryText,
  Section,
  TextFilter,
  useListState,
  ViewTabs,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, client, useRead } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { to } from '../../pages.ts';
import { isQueueList } from '../../queue/is-queue-list.ts';
import { NothingWaits } from '../../queue/NothingWaits.tsx';
import { QueueLine } from '../../queue/QueueLine.tsx';
import { text } from '../../text.ts';
import { ApproveMany, orderName } from './ApproveMany.tsx';
import { FailedGroups } from './FailedGroups.tsx';
import { orderColumns } from './order-columns.tsx';
import { WriteMany } from './WriteMany.tsx';
import { words } from './words.ts';

const FILTERS = [...ORDER_FILTERS, ...(['queue', 'partner_id', 'failure', 'failed_days'] as const)];
/** What chooses a view, not rows of it. */
const KINDS: readonly string[] = ['queue', 'mode', 'failed_days'];

/** Orders of all partners; what waits for staff first. */
export function OrdersPage() {
  const me = useMe();
  const state = useListState(FILTERS);
  const { filters } = state;
  const { queue, partner_id, mode, failure, failed_days } = filters;
  const days = queue === 'failed' && failed_days ? Number(failed_days) : undefined;
  const { limit, cursor } = state.query;
  const asked = {
    ...orderQueryOf(filters),
    ...(queue && { queue: queue as OrderQueue }),
    ...(partner_id && { partner_id }),
    ...(failure && { failure: failure as OrderFailureCode }),
    ...(days !== undefined && { failed_days: days }),
  };
  const query = {
    ...asked,
    ...orderSortOf(filters),
    limit,
    ...(cursor !== undefined && { cursor }),
  };
  const reply = useRead('/orders', { query }, { keep: true });
  const isFiltered = Object.keys(asked).some((name) => !KINDS.includes(name));
  const list = { ...state, isFiltered, reply };
  const [none, hint] = words.none[(queue as OrderQueue | undefined) ?? 'all'] ?? words.none.all;
  return (
    <Page
      lead={
        <>
          {words.lead} {queue === 'approval' && <QueueLine queue="approvals" />}
        </>
      }
      acts={
        <Export
          query={queryText({
            ...asked,
            failed_days: days === undefined ? [] : [String(days)],
          })}
        />
      }
    >
      <Section flush>
        <Views mode={mode}>
          <FilterBar>
            <TextFilter of={list} name="search" label={words.search} />
            <ManyFilter of={list} name="status" label={words.status} choices={words.statuses} />
            {queue === 'failed' && (
              <>
                <ChoiceFilter
                  of={list}
                  name="failed_days"
                  label={words.failedDays}
                  fallback="1"
                  choices={words.failedIn}
                />
                <ChoiceFilter
                  of={list}
                  name="failure"
                  label={words.failure}
                  choices={words.failures}
                />
              </>
            )}
            <PartnerFilter list={list} />
            <TextFilter of={list} name="sku" label={words.sku} />
            <TextFilter of={list} name="region" label={words.region} />
            <TextFilter of={list} name="bought_by" label={words.boughtById} />
            <ChoiceFilter
              of={list}
              name="when"
              label={words.when}
              fallback="ordered"
              choices={words.whens}
            />
            <DayFilter of={list} name="from" label={words.from} />
            <DayFilter of={list} name="to" label={words.to} />
            {filters.zone !== undefined && (
              <ChoiceFilter
                of={list}
                name="zone"
                label={words.zone}
                fallback="own"
                choices={{ own: words.ownZone, [filters.zone]: filters.zone }}
              />
            )}
            <ChoiceFilter
              of={list}
              name="mode"
              label={words.mode}
              fallback="live"
              choices={text.modes}
            />
          </FilterBar>
          {queue === 'failed' && !isFiltered && (
            <FailedGroups days={days} mode={mode === 'test' ? 'test' : 'live'} />
          )}
          <DataList
            label={words.title}
            list={list}
            columns={orderColumns}
            rowKey={({ id }) => id}
            rowLink={({ id }) => to.order(id)}
            empty={<Empty title={none ?? ''} hint={hint} />}
            queue
            {...(isQueueList(list.filters, 'orders_to_approve') && {
              nothingWaits: <NothingWaits queue="approvals" hint={hint} />,
            })}
            {...(queue === 'approval' &&
              allowed(me, 'approveOrder').can && {
                bulk: (bulk: Bulk<StaffOrder>) => <ApproveMany bulk={bulk} />,
                nameOf: orderName,
              })}
            {...(queue === 'failed' &&
              allowed(me, 'createTicket').can && {
                bulk: (bulk: Bulk<StaffOrder>) => <WriteMany bulk={bulk} />,
                nameOf: orderName,
              })}
          />
        </Views>
      </Section>
    </Page>
  );
}

function Views({
  mode,
  children,
}: {
  readonly mode: string | undefined;
  readonly children: React.ReactNode;
}) {
  const counts = useRead('/orders/counts', {
    query: mode === 'test' ? { mode: 'test' as const } : {},
  }).data;
  return (
    <ViewTabs
      label={words.views}
      views={[
        {
          title: words.approval,
          none: words.none.approval?.[0],
          query: 'queue=approval&sort=oldest',
          count: counts?.approval,
          waits: true,
        },
        {
          title: words.codesWait,
          query: 'queue=codes&sort=ends',
          count: counts?.codes,
          none: words.none.codes?.[0],
        },
        {
          title: words.failedToday,
          query: 'queue=failed',
          count: counts?.failed,
          none: words.none.failed?.[0],
        },
        { title: words.all, query: EVERYTHING },
      ]}
    >
      {children}
    </ViewTabs>
  );
}

function Export({ query }: { readonly query: string }) {
  if (!allowed(useMe(), 'exportOrders').can) return null;
  return (
    <Button
      component="a"
      variant="default"
      href={`${client.urlOf('/orders/export')}?${query}`}
      download
      title={words.exportHint}
    >
      {words.export}
    </Button>
  );
}
