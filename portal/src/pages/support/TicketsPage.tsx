import type { TicketSummary } from '@psnb2b/contract';
import { type TicketStatus, ticketTopics } from '@psnb2b/contract/states';
import {
  ActButton,
  ChoiceFilter,
  type Column,
  DataList,
  Empty,
  FilterBar,
  Page,
  Section,
  StatusBadge,
  Time,
  type Tone,
  useGo,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useList } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';

export const ticketTones: Readonly<Record<TicketStatus, Tone>> = {
  open: 'info',
  waiting: 'wait',
  closed: 'neutral',
};

const COLUMNS: readonly Column<TicketSummary>[] = [
  { key: 'subject', title: t.tickets.subject, cell: ({ subject }) => subject },
  {
    key: 'topic',
    title: t.tickets.topic,
    from: 's',
    cell: ({ topic }) => ticketTopics[topic],
  },
  {
    key: 'status',
    title: t.tickets.status,
    cell: ({ status }) => (
      <StatusBadge tone={ticketTones[status]}>{t.tickets.statuses[status]}</StatusBadge>
    ),
  },
  {
    key: 'updated',
    title: t.tickets.updated,
    align: 'right',
    from: 's',
    cell: ({ updated_at }) => <Time at={updated_at} form="ago" />,
  },
];

export function TicketsPage() {
  const me = useMe();
  const go = useGo();
  const list = useList('/tickets', ['status', 'topic']);
  const create = (
    <ActButton allowed={allowed(me, 'createTicket')} onClick={() => go(to.newTicket)}>
      {t.tickets.create}
    </ActButton>
  );
  return (
    <Page title={t.tickets.title} lead={t.tickets.lead} acts={create}>
      <Section flush>
        <FilterBar>
          <ChoiceFilter
            label={t.tickets.status}
            value={list.filters.status}
            choices={t.tickets.statuses}
            onChange={(value) => list.set('status', value)}
          />
          <ChoiceFilter
            label={t.tickets.topic}
            value={list.filters.topic}
            choices={ticketTopics}
            onChange={(value) => list.set('topic', value)}
          />
        </FilterBar>
        <DataList
          label={t.tickets.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.ticket(id)}
          empty={<Empty title={t.tickets.none} hint={t.tickets.noneHint} action={create} />}
        />
      </Section>
    </Page>
  );
}
