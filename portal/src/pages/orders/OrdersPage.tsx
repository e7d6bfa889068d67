import { Button } from '@mantine/core';
import type { Order } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DayFilter,
  Empty,
  FilterBar,
  ManyFilter,
  Page,
  Section,
  StatusBadge,
  TextFilter,
  Time,
  useListState,
} from '@psnb2b/ui';
import { client, useRead } from '../../client.ts';
import { ModeFilter } from '../../ModeFilter.tsx';
import { to } from '../../pages.ts';
import { exportQuery, ORDER_FILTERS, queryOf } from './order-filters.ts';
import { orderTones } from './order-tones.ts';
import { waitsFor, words } from './words.ts';

const col = columnsOf<Order>();

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
  col.money('total', words.total, 'currency'),
  col.time('created_at', words.created, { form: 'ago', from: 's' }),
];

export function OrdersPage() {
  const state = useListState(ORDER_FILTERS);
  const { filters, cursor } = state;
  const query = { ...queryOf(filters), ...(cursor !== null && { cursor }) };
  const list = { ...state, reply: useRead('/orders', { query }, { keep: true }) };
  const regions = useRegions();
  return (
    <Page
      lead={words.lead}
      acts={
        <Button
          component="a"
          variant="default"
          href={`${client.urlOf('/orders/export')}?${exportQuery(filters)}`}
          download
          title={words.exportHint}
        >
          {words.export}
        </Button>
      }
    >
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="search" label={words.search} />
          <ManyFilter of={list} name="status" label={words.status} choices={words.statuses} />
          <TextFilter of={list} name="sku" label={words.sku} />
          <ChoiceFilter of={list} name="region" label={words.region} choices={regions} />
          <ChoiceFilter
            of={list}
            name="when"
            label={words.when}
            fallback="ordered"
            choices={words.whens}
          />
          <DayFilter of={list} name="from" label={words.from} />
          <DayFilter of={list} name="to" label={words.to} />
          <ModeFilter of={list} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.order(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}

/** The regions that are sold, by their names. */
function useRegions(): Readonly<Record<string, string>> {
  const catalogue = useRead('/catalogue').data;
  return Object.fromEntries((catalogue?.regions ?? []).map(({ region, name }) => [region, name]));
}

/** The state, and what a waiting order waits for, and until when. */
function State({ order }: { readonly order: Order }) {
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
