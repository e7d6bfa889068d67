import type { KycCaseSummary } from '@psnb2b/contract';
import {
  ChoiceFilter,
  type Column,
  DataList,
  Empty,
  FilterBar,
  Page,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { useList } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';
import { caseTones } from '../../tones.ts';

export const caseColumns: readonly Column<KycCaseSummary>[] = [
  { key: 'business', title: t.case.business, cell: ({ partner }) => partner.name },
  { key: 'country', title: t.case.country, from: 's', cell: ({ country }) => country ?? '—' },
  {
    key: 'status',
    title: t.case.status,
    cell: ({ status }) => (
      <StatusBadge tone={caseTones[status]}>{t.case.statuses[status]}</StatusBadge>
    ),
  },
  {
    key: 'submitted',
    title: t.case.submitted,
    align: 'right',
    from: 's',
    cell: ({ submitted_at }) => <Time at={submitted_at} form="ago" />,
  },
  {
    key: 'until',
    title: t.case.validUntil,
    align: 'right',
    from: 'm',
    cell: ({ valid_until }) => <Time at={valid_until} form="day" />,
  },
];

/** The queue of reviews. */
export function ReviewsPage() {
  const list = useList('/kyc-cases', ['status']);
  return (
    <Page title={t.case.title} lead={t.case.lead}>
      <Section flush>
        <FilterBar>
          <ChoiceFilter
            label={t.case.status}
            value={list.filters.status}
            choices={t.case.statuses}
            onChange={(value) => list.set('status', value)}
          />
        </FilterBar>
        <DataList
          label={t.case.title}
          list={list}
          columns={caseColumns}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.review(id)}
          empty={<Empty title={t.case.none} hint={t.case.noneHint} />}
        />
      </Section>
    </Page>
  );
}
