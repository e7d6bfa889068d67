import type { EmailSummary } from '@psnb2b/contract';
import {
  ChoiceFilter,
  type Column,
  DataList,
  Empty,
  FilterBar,
  Page,
  Section,
  StatusBadge,
  TextFilter,
  Time,
  type Tone,
} from '@psnb2b/ui';
import { useList } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';

const words = t.email;

export const emailTones: Readonly<Record<EmailSummary['status'], Tone>> = {
  waiting: 'info',
  sent: 'good',
  kept: 'neutral',
  failed: 'bad',
};

const COLUMNS: readonly Column<EmailSummary>[] = [
  { key: 'subject', title: words.subject, cell: ({ subject }) => subject },
  {
    key: 'to',
    title: words.to,
    from: 's',
    cell: (email) => <span className="breaks">{email.to}</span>,
  },
  {
    key: 'status',
    title: words.status,
    cell: ({ status }) => (
      <StatusBadge tone={emailTones[status]}>{words.statuses[status]}</StatusBadge>
    ),
  },
  {
    key: 'created',
    title: words.created,
    align: 'right',
    from: 's',
    cell: ({ created_at }) => <Time at={created_at} />,
  },
];

/** The outbox: everything that was or would be sent. */
export function EmailsPage() {
  const list = useList('/emails', ['status', 'to']);
  return (
    <Page title={words.title} lead={words.lead}>
      <Section flush>
        <FilterBar>
          <TextFilter
            label={words.to}
            value={list.filters.to}
            onChange={(value) => list.set('to', value)}
          />
          <ChoiceFilter
            label={words.status}
            value={list.filters.status}
            choices={words.statuses}
            onChange={(value) => list.set('status', value)}
          />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.email(id)}
          empty={<Empty title={words.none} />}
        />
      </Section>
    </Page>
  );
}
