import { Button } from '@mantine/core';
import type { PortalOrder } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DayFilter,
  Empty,
  FilterBar,
  keyLabel,
  Link,
  ManyFilter,
  ORDER_FILTERS,
  orderQueryOf,
  orderSortOf,
  orderTones,
  Page,
  queryText,
  Section,
  StatusBadge,
  TextFilter,
  Time,
  useListState,
  ViewTabs,
} from '@psnb2b/ui';
import { client, useRead } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { to } from '../../pages.ts';
import { findWords, waitsFor, words } from './words.ts';

const col = columnsOf<PortalOrder>();

const COLUMNS = [
  col.cell('order', words.order, ({ id, reference }) => (
    <div>
      <div className="breaks">{reference ?? id}</div>
      {reference !== null && <div className="quiet mono breaks">{id}</div>}
    </div>
  )),
  col.cell('product', words.product, words.productOf),
  col.count('quantity', words.quantity, { from: 's' }),
  col.cell('status', words.status, (order) => <State order={order} />),
  col.money('total', words.total, 'currency', { sorts: ['largest', 'smallest'] }),
  col.cell(
    'bought_by',
    words.boughtBy,
    ({ bought_by }) => bought_by?.name ?? bought_by?.id ?? null,
    {
      from: 'm',
    },
  ),
  col.time('created_at', words.created, {
    form: 'ago',
    from: 's',
    sorts: ['newest', 'oldest'],
  }),
];

/** What waits, the soonest to end first. */
const WAITING = { status: ['pending' as const], sort: 'ends' as const };
const WAITING_QUERY = 'status=pending&sort=ends';

export function OrdersPage() {
  const state = useListState(ORDER_FILTERS);
  const { filters } = state;
  const { limit, cursor } = state.query;
  const query = {
    ...orderQueryOf(filters),
    ...orderSortOf(filters),
    limit,
    ...(cursor !== undefined && { cursor }),
  };
  const list = { ...state, reply: useRead('/orders', { query }, { keep: true }) };
  const regions = useRegions();
  const buyers = useBuyers();
  const waiting = useRead('/orders', {
    query: { ...WAITING, limit: 1, ...(filters.mode === 'test' && { mode: 'test' as const }) },
  }).data;
  return (
    <Page
      acts={
        <>
          <Button component={Link} variant="default" to={to.findCode}>
            {findWords.open}
          </Button>
          <Button
            component="a"
            variant="default"
            href={`${client.urlOf('/orders/export')}?${queryText(orderQueryOf(filters))}`}
            download
            title={words.exportHint}
          >
            {words.export}
          </Button>
        </>
      }
    >
      <Section flush>
        <ViewTabs
          label={words.views}
          views={[
            { title: words.all, query: '' },
            { title: words.statuses.pending, query: WAITING_QUERY, count: waiting?.total },
            { title: words.statuses.delivered, query: 'status=delivered' },
            { title: words.statuses.failed, query: 'status=failed' },
          ]}
        >
          <FilterBar>
            <TextFilter of={list} name="search" label={words.search} />
            <ManyFilter of={list} name="status" label={words.status} choices={words.statuses} />
            <TextFilter of={list} name="sku" label={words.sku} />
            <ChoiceFilter of={list} name="region" label={words.region} choices={regions} />
            <ChoiceFilter of={list} name="bought_by" label={words.boughtBy} choices={buyers} />
            <ChoiceFilter
              of={list}
              name="when"
              label={words.when}
              fallback="ordered"
              choices={words.whens}
            />
            <DayFilter of={list} name="from" label={words.from} />
            <DayFilter of={list} name="to" label={words.to} />
            <ModeSwitch of={list} />
          </FilterBar>
          <DataList
            label={words.title}
            list={list}
            columns={COLUMNS}
            rowKey={({ id }) => id}
            rowLink={({ id }) => to.order(id)}
            empty={<Empty title={words.none} hint={words.noneHint} />}
          />
        </ViewTabs>
      </Section>
    </Page>
  );
}

/** Who can have bought something: the people and the keys of the business. */
function useBuyers(): Readonly<Record<string, string>> {
  const people = useRead('/colleagues').data?.data ?? [];
  const keys = useRead('/keys').data?.data ?? [];
  return Object.fromEntries([
    ...people.map(({ id, name }) => [id, name]),
    ...keys.map((key) => [key.id, words.key(keyLabel(key))]),
  ]);
}

/** The regions that are sold, by their names. */
function useRegions(): Readonly<Record<string, string>> {
  const catalogue = useRead('/catalogue').data;
  return Object.fromEntries((catalogue?.regions ?? []).map(({ region, name }) => [region, name]));
}

/** The state, and what a waiting order waits for, and until when. */
function State({ order }: { readonly order: PortalOrder }) {
  const { status, expires_at } = order;
  return (
    <div>
      <StatusBadge tone={orderTones[status]} value={status}>
        {words.statuses[status]}
      </StatusBadge>
      {status === 'pending' && (
        <div className="quiet">
          {waitsFor(order)}
          {expires_at && (
            <>
              {' '}
              {words.until} <Time at={expires_at} />
            </>
          )}
        </div>
      )}
    </div>
  );
}
