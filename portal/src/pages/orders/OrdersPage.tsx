import type { Order } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  FilterBar,
  Page,
  Section,
  StatusBadge,
  TextFilter,
  Time,
} from '@psnb2b/ui';
import { useList } from '../../client.ts';
import { ModeFilter } from '../../ModeFilter.tsx';
import { to } from '../../pages.ts';
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
  const list = useList('/orders', ['search', 'status', 'mode']);
  return (
    <Page lead={words.lead}>
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="search" label={words.search} />
          <ChoiceFilter of={list} name="status" label={words.status} choices={words.statuses} />
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

/** The state, and what a waiting order waits for, and until when. */
function State({ order }: { readonly order: Order }) {
  const { status, expires_at } = order;
  return (
    <div>
      <StatusBadge tone={orderTones[status]}>{words.statuses[status]}</StatusBadge>
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
