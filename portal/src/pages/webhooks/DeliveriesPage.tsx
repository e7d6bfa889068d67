import type { PortalWebhookDelivery } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DayFilter,
  Empty,
  ExportButton,
  FilterBar,
  Page,
  Section,
} from '@psnb2b/ui';
import { client, useListOfDays, useRead } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { to } from '../../pages.ts';
import { deliveryColumns, deliveryKey } from './DeliveryTable.tsx';
import { words as listWords, eventWords as words } from './words.ts';

const col = columnsOf<PortalWebhookDelivery>();

export function DeliveriesPage() {
  const list = useListOfDays('/webhook-deliveries', ['status', 'type', 'endpoint_id', 'mode']);
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
    <Page
      lead={words.deliveriesLead}
      acts={<ExportButton url={client.urlOf('/webhook-deliveries/export')} query={list.asked} />}
    >
      <Section flush>
        <FilterBar>
          <ChoiceFilter of={list} name="status" label={words.state} choices={words.statuses} />
          <ChoiceFilter of={list} name="type" label={words.type} choices={listWords.types} />
          <ChoiceFilter of={list} name="endpoint_id" label={listWords.endpoint} choices={hosts} />
          <DayFilter of={list} name="from" label={words.from} />
          <DayFilter of={list} name="to" label={words.to} />
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
