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
  useListState,
} from '@psnb2b/ui';
import { useQuery } from '@tanstack/react-query';
import { casesQuery } from '../../api/queries.ts';
import { t } from '../../text/text.ts';
import { to } from '../../to.ts';
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
  const list = useListState(['status']);
  const cases = useQuery(casesQuery(list.query as Parameters<typeof casesQuery>[0]));
  return (
    <Page title={t.case.title} of={t.app} lead={t.case.lead}>
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
          query={cases}
          columns={caseColumns}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.review(id)}
          empty={<Empty title={t.case.none} hint={t.case.noneHint} />}
          paging={list}
        />
      </Section>
    </Page>
  );
}
