import type { TicketSummary } from '@psnb2b/contract';
import { type TicketStatus, ticketTopics } from '@psnb2b/contract/states';
import {
  ActButton,
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  EVERYTHING,
  ExportButton,
  FilterBar,
  Page,
  Section,
  TextFilter,
  type Tone,
  useGo,
  ViewTabs,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, client, useList, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { words } from './words.ts';

export const ticketTones: Readonly<Record<TicketStatus, Tone>> = {
  open: 'info',
  waiting: 'wait',
  closed: 'neutral',
};

const col = columnsOf<TicketSummary>();

const COLUMNS = [
  col.text('subject', words.subject),
  col.word('topic', words.topic, ticketTopics, { from: 's' }),
  col.status('status', words.status, ticketTones, words.statuses),
  col.time('updated_at', words.updated, { form: 'ago', from: 's' }),
];

export function TicketsPage() {
  const me = useMe();
  const go = useGo();
  const list = useList('/tickets', ['q', 'status', 'topic']);
  const waiting = useRead('/tickets', { query: { status: 'waiting', limit: 1 } });
  const create = (
    <ActButton allowed={allowed(me, 'createTicket')} onClick={() => go(to.newTicket)}>
      {words.create}
    </ActButton>
  );
  return (
    <Page
      acts={
        <>
          <ExportButton url={client.urlOf('/tickets/export')} query={list.filters} />
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
              title: words.statuses.waiting,
              query: 'status=waiting',
              count: waiting.isError ? 0 : waiting.data?.total,
              waits: true,
            },
            { title: words.statuses.open, query: 'status=open' },
            { title: words.statuses.closed, query: 'status=closed' },
          ]}
        >
          <FilterBar>
            <TextFilter of={list} name="q" label={words.search} />
            <ChoiceFilter of={list} name="status" label={words.status} choices={words.statuses} />
            <ChoiceFilter of={list} name="topic" label={words.topic} choices={ticketTopics} />
          </FilterBar>
          <DataList
            label={words.title}
            list={list}
            columns={COLUMNS}
            rowKey={({ id }) => id}
            rowLink={({ id }) => to.ticket(id)}
            empty={<Empty title={words.none} hint={words.noneHint} action={create} />}
          />
        </ViewTabs>
      </Section>
    </Page>
  );
}
