import { Button } from '@mantine/core';
import type { StaffTicketSummary } from '@psnb2b/contract';
import { ticketTopics } from '@psnb2b/contract/states';
import {
  type Bulk,
  ChoiceFilter,
  DataList,
  Empty,
  EVERYTHING,
  FilterBar,
  Link,
  Page,
  Section,
  TextFilter,
  ViewTabs,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import type { ReactNode } from 'react';
import { allowed, useList, useRead } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { to } from '../../pages.ts';
import { isQueueList } from '../../queue/is-queue-list.ts';
import { NothingWaits } from '../../queue/NothingWaits.tsx';
import { QueueLine } from '../../queue/QueueLine.tsx';
import { TicketsMany } from './TicketsMany.tsx';
import { ticketColumns } from './ticket-columns.tsx';
import { newWords, words } from './words.ts';

const FILTERS = ['q', 'status', 'topic', 'assigned', 'overdue', 'partner_id'] as const;

/** The queue of tickets, by the deadline of the answer. */
export function TicketsPage() {
  const me = useMe();
  const list = useList('/tickets', FILTERS);
  return (
    <Page
      lead={
        <>
          {words.lead} <QueueLine queue="tickets" />
        </>
      }
      acts={
        <>
          <Button component={Link} to={to.answers} variant="default">
            {words.answers}
          </Button>
          {allowed(me, 'createTicket').can && (
            <Button component={Link} to={to.newTicket}>
              {newWords.open}
            </Button>
          )}
        </>
      }
    >
      <Section flush>
        <Views>
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
            queue
            {...(isQueueList(list.filters, 'tickets_open') && {
              nothingWaits: <NothingWaits queue="tickets" hint={words.noneHint} />,
            })}
            {...(me.may.includes('assignTicket') && {
              bulk: (bulk: Bulk<StaffTicketSummary>) => <TicketsMany bulk={bulk} />,
              nameOf: ({ subject, partner }: StaffTicketSummary) => `${subject}, ${partner.name}`,
            })}
          />
        </Views>
      </Section>
    </Page>
  );
}

/** Views of the queue; what staff have to answer is opened first. */
function Views({ children }: { readonly children: ReactNode }) {
  const counts = useRead('/today').data;
  return (
    <ViewTabs
      label={words.views}
      views={[
        {
          title: words.statuses.open,
          query: 'status=open',
          count: counts?.tickets_open,
          waits: 'always',
        },
        { title: words.overdue, query: 'overdue=true&status=open', count: counts?.tickets_overdue },
        { title: words.assignments.me, query: 'assigned=me&status=open' },
        { title: words.assignments.nobody, query: 'assigned=nobody&status=open' },
        { title: words.statuses.waiting, query: 'status=waiting' },
        { title: words.all, query: EVERYTHING },
      ]}
    >
      {children}
    </ViewTabs>
  );
}
