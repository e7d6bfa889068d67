import type { WebhookEvent } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DayFilter,
  Empty,
  ExportButton,
  FilterBar,
  groupDigits,
  Page,
  Section,
} from '@psnb2b/ui';
import { client, useListOfDays } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { to } from '../../pages.ts';
import { About } from './About.tsx';
import { words as listWords, eventWords as words } from './words.ts';

const col = columnsOf<WebhookEvent>();

const COLUMNS = [
  col.cell('type', words.type, ({ type, sequence }) => (
    <div>
      <div>{listWords.types[type] ?? type}</div>
      <div className="quiet mono">#{groupDigits(sequence)}</div>
    </div>
  )),
  col.cell('about', words.about, ({ about_id }) => <About id={about_id} />),
  col.time('created_at', words.happened),
];

export function EventsPage() {
  const list = useListOfDays('/webhook-events', ['type', 'mode']);
  return (
    <Page
      lead={words.eventsLead}
      acts={<ExportButton url={client.urlOf('/webhook-events/export')} query={list.asked} />}
    >
      <Section flush>
        <FilterBar>
          <ChoiceFilter of={list} name="type" label={words.type} choices={listWords.types} />
          <DayFilter of={list} name="from" label={words.from} />
          <DayFilter of={list} name="to" label={words.to} />
          <ModeSwitch of={list} />
        </FilterBar>
        <DataList
          label={words.eventsTitle}
          list={list}
          columns={COLUMNS}
          rowKey={({ event_id }) => event_id}
          rowLink={({ event_id }) => to.event(event_id)}
          empty={<Empty title={words.noEvents} hint={words.noEventsHint} />}
        />
      </Section>
    </Page>
  );
}
