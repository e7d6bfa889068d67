import { Button } from '@mantine/core';
import type { StaffTicketSummary } from '@psnb2b/contract';
import { ticketTopics } from '@psnb2b/contract/states';
import {
  ChoiceFilter,
  type Column,
  DataList,
  Empty,
  FilterBar,
  Link,
  Page,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { useList } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';
import { ticketTones } from '../../tones.ts';

const words = t.ticket;

export const ticketColumns: readonly Column<StaffTicketSummary>[] = [
  {
    key: 'subject',
    title: words.subject,
    cell: ({ subject, partner }) => (
      <>
        {subject}
        <span className="quiet narrow">{partner.name}</span>
      </>
    ),
  },
  { key: 'topic', title: words.topic, from: 'm', cell: ({ topic }) => ticketTopics[topic] },
  {
    key: 'business',
    title: words.business,
    from: 's',
    cell: ({ partner }) => <span className="breaks">{partner.name}</span>,
  },
  {
    key: 'status',
    title: words.status,
    cell: ({ status, overdue }) =>
      overdue ? (
        <StatusBadge tone="bad">{words.overdue}</StatusBadge>
      ) : (
        <StatusBadge tone={ticketTones[status]}>{words.statuses[status]}</StatusBadge>
      ),
  },
  {
    key: 'assignee',
    title: words.assignee,
    from: 'm',
    cell: ({ assignee }) => assignee ?? <span className="quiet">{words.nobody}</span>,
  },
  {
    key: 'due',
    title: words.due,
    align: 'right',
    from: 's',
    cell: ({ due_at }) => <Time at={due_at} form="ago" />,
  },
];

/** The queue of tickets, by when an answer is due. */
export function TicketsPage() {
  const list = useList('/tickets', ['status', 'topic', 'assigned', 'partner_id']);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      acts={
        <Button component={Link} to={to.answers} variant="default">
          {words.answers}
        </Button>
      }
    >
      <Section flush>
        <FilterBar>
          <ChoiceFilter
            label={words.status}
            value={list.filters.status}
            choices={words.statuses}
            onChange={(value) => list.set('status', value)}
          />
          <ChoiceFilter
            label={words.topic}
            value={list.filters.topic}
            choices={ticketTopics}
            onChange={(value) => list.set('topic', value)}
          />
          <ChoiceFilter
            label={words.assigned}
            value={list.filters.assigned}
            choices={words.assignments}
            onChange={(value) => list.set('assigned', value)}
          />
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
