import type { KycCaseSummary } from '@psnb2b/contract';
import { ChoiceFilter, columnsOf, DataList, Empty, FilterBar, Page, Section } from '@psnb2b/ui';
import { useList } from '../../client.ts';
import { to } from '../../pages.ts';
import { caseTones } from '../../tones.ts';
import { words } from './words.ts';

const col = columnsOf<KycCaseSummary>();

export const caseColumns = [
  col.cell('business', words.business, ({ partner }) => partner.name),
  col.text('country', words.country, { from: 's' }),
  col.status('status', words.status, caseTones, words.statuses),
  col.time('submitted_at', words.submitted, { form: 'ago', from: 's' }),
  col.time('valid_until', words.validUntil, { form: 'day', from: 'm' }),
];

/** The queue of reviews. */
export function ReviewsPage() {
  const list = useList('/kyc-cases', ['status']);
  return (
    <Page lead={words.lead}>
      <Section flush>
        <FilterBar>
          <ChoiceFilter of={list} name="status" label={words.status} choices={words.statuses} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={caseColumns}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.review(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}
