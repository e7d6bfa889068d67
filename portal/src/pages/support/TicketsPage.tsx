import type { TicketSummary } from '@psnb2b/contract';
import { type TicketStatus, ticketTopics } from '@psnb2b/contract/states';
import {
  ActButton,
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  FilterBar,
  Page,
  Section,
  TextFilter,
  type Tone,
  useGo,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useList } from '../../client.ts';
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
  const create = (
    <ActButton allowed={allowed(me, 'createTicket')} onClick={() => go(to.newTicket)}>
      {words.create}
    </ActButton>
  );
  return (
    <Page lead={words.lead} acts={create}>
      <Section flush>
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
      </Section>
    </Page>
  );
}
