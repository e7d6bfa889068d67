import type { KycCaseSummary } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  EVERYTHING,
  FilterBar,
  Page,
  Section,
  ViewTabs,
} from '@psnb2b/ui';
import { useList, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { isQueueList } from '../../queue/is-queue-list.ts';
import { NothingWaits } from '../../queue/NothingWaits.tsx';
import { QueueLine } from '../../queue/QueueLine.tsx';
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
  const list = useList('/kyc-cases', ['status', 'ending']);
  const counts = useRead('/today').data;
  return (
    <Page
      lead={
        <>
          {words.lead} <QueueLine queue="reviews" />
        </>
      }
    >
      <Section flush>
        <ViewTabs
          label={words.views}
          views={[
            {
              title: words.toDecide,
              query: 'status=submitted',
              count: counts?.kyc_waiting,
              waits: 'always',
            },
            { title: words.statuses.needs_info, query: 'status=needs_info' },
            { title: words.ending, query: 'ending=true', count: counts?.kyc_expiring },
            { title: words.all, query: EVERYTHING },
          ]}
        >
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
            queue
            {...(isQueueList(list.filters, 'kyc_waiting') && {
              nothingWaits: <NothingWaits queue="reviews" hint={words.noneHint} />,
            })}
          />
        </ViewTabs>
      </Section>
    </Page>
  );
}
