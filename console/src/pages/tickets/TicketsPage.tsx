import { Button } from '@mantine/core';
import type { StaffTicketSummary } from '@psnb2b/contract';
import { ticketTopics } from '@psnb2b/contract/states';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  FilterBar,
  Link,
  Page,
  Section,
  StatusBadge,
  TextFilter,
} from '@psnb2b/ui';
import { useList } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { to } from '../../pages.ts';
import { ticketTones } from '../../tones.ts';
import { words } from './words.ts';

const col = columnsOf<StaffTicketSummary>();

export const ticketColumns = [
  col.cell('subject', words.subject, ({ subject, partner }) => (
    <>
      {subject}
      <span className="quiet narrow">{partner.name}</span>
    </>
  )),
  col.word('topic', words.topic, ticketTopics, { from: 'm' }),
  col.cell(
    'business',
    words.business,
    ({ partner }) => <span className="breaks">{partner.name}</span>,
    { from: 's' },
  ),
  col.cell('status', words.status, ({ status, overdue }) =>
    overdue ? (
      <StatusBadge tone="bad">{words.overdue}</StatusBadge>
    ) : (
      <StatusBadge tone={ticketTones[status]} value={status}>
        {words.statuses[status]}
      </StatusBadge>
    ),
  ),
  col.cell(
    'assignee',
    words.assignee,
    ({ assignee }) => assignee ?? <span className="quiet">{words.nobody}</span>,
    { from: 'm' },
  ),
  col.time('due_at', words.due, { form: 'ago', from: 's' }),
];

/** The queue of tickets, by the deadline of the answer. */
export function TicketsPage() {
  const list = useList('/tickets', ['q', 'status', 'topic', 'assigned', 'partner_id']);
  return (
    <Page
      lead={words.lead}
      acts={
        <Button component={Link} to={to.answers} variant="default">
          {words.answers}
        </Button>
      }
    >
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter of={list} name="status" label={words.status} choices={words.statuses} />
          <ChoiceFilter of={list} name="topic" label={words.topic} choices={ticketTopics} />
          <ChoiceFilter
            of={list}
            name="assigned"
            label={words.assigned}
            choices={words.assignments}
          />
          <PartnerFilter list={list} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={ticketColumns}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.ticket(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}
