import type { PartnerSummary } from '@psnb2b/contract';
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
} from '@psnb2b/ui';
import { useList } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';
import { caseTones, partnerTones } from '../../tones.ts';

const words = t.partner;

const COLUMNS: readonly Column<PartnerSummary>[] = [
  { key: 'name', title: words.name, cell: ({ name }) => name },
  {
    key: 'email',
    title: words.email,
    from: 's',
    cell: ({ email }) => <span className="breaks">{email}</span>,
  },
  { key: 'country', title: words.country, from: 'm', cell: ({ country }) => country ?? '—' },
  {
    key: 'status',
    title: words.status,
    cell: ({ status }) => (
      <StatusBadge tone={partnerTones[status]}>{words.statuses[status]}</StatusBadge>
    ),
  },
  {
    key: 'review',
    title: words.review,
    from: 'm',
    cell: ({ kyc_status }) =>
      kyc_status === null ? (
        '—'
      ) : (
        <StatusBadge tone={caseTones[kyc_status]}>{t.case.statuses[kyc_status]}</StatusBadge>
      ),
  },
  {
    key: 'since',
    title: words.since,
    align: 'right',
    from: 's',
    cell: ({ created_at }) => <Time at={created_at} form="day" />,
  },
];

export function PartnersPage() {
  const list = useList('/partners', ['q', 'status']);
  return (
    <Page title={words.title} lead={words.lead}>
      <Section flush>
        <FilterBar>
          <TextFilter
            label={words.find}
            value={list.filters.q}
            onChange={(value) => list.set('q', value)}
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
          rowLink={({ id }) => to.partner(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}
