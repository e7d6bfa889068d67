import type { PortalWebhookDelivery } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DayFilter,
  Empty,
  FilterBar,
  Page,
  Section,
  useListState,
} from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { to } from '../../pages.ts';
import { deliveryColumns, deliveryKey } from './DeliveryTable.tsx';
import { DELIVERY_FILTERS, queryOf } from './delivery-filters.ts';
import { words as listWords, eventWords as words } from './words.ts';

const col = columnsOf<PortalWebhookDelivery>();

export function DeliveriesPage() {
  const state = useListState(DELIVERY_FILTERS);
  const { limit, cursor } = state.query;
  const query = { ...queryOf(state.filters), limit, ...(cursor !== undefined && { cursor }) };
  const list = { ...state, reply: useRead('/webhook-deliveries', { query }, { keep: true }) };
  const mode = list.filters.mode === 'test' ? 'test' : 'live';
  const endpoints = useRead('/webhook-endpoints', { query: { mode } });
  const hosts = Object.fromEntries(
    (endpoints.data?.data ?? []).map(({ id, url, description }) => [
      id,
      description ?? url.replace('https://', ''),
    ]),
  );
  const where = col.cell(
    'endpoint',
    listWords.endpoint,
    ({ endpoint_id: id }) => <span className="breaks">{hosts[id] ?? id}</span>,
    { from: 'm' },
  );
  return (
    <Page lead={words.deliveriesLead}>
      <Section flush>
        <FilterBar>
          <ChoiceFilter of={list} name="status" label={words.state} choices={words.statuses} />
          <ChoiceFilter of={list} name="type" label={words.type} choices={listWords.types} />
          <ChoiceFilter of={list} name="endpoint_id" label={listWords.endpoint} choices={hosts} />
          <DayFilter of={list} name="from" label={words.from} />
          <DayFilter of={list} name="to" label={words.until} />
          <ModeSwitch of={list} />
        </FilterBar>
        <DataList
          label={words.deliveriesTitle}
          list={list}
          columns={deliveryColumns.toSpliced(2, 0, where)}
          rowKey={deliveryKey}
          rowLink={({ event_id }) => to.event(event_id)}
          empty={<Empty title={words.noDeliveries} hint={words.noDeliveriesHint} />}
        />
      </Section>
    </Page>
  );
}
