import type { KycCaseSummary } from '@psnb2b/contract';
import {
  type Bulk,
  ChoiceFilter,
  DataList,
  Empty,
  EVERYTHING,
  FilterBar,
  Page,
  Section,
  ViewTabs,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useList, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { isQueueList } from '../../queue/is-queue-list.ts';
import { NothingWaits } from '../../queue/NothingWaits.tsx';
import { QueueLine } from '../../queue/QueueLine.tsx';
import { caseColumns } from './case-columns.tsx';
import { ReviewsMany } from './ReviewsMany.tsx';
import { words } from './words.ts';

/** The queue of reviews. */
export function ReviewsPage() {
  const me = useMe();
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
            {...(allowed(me, 'rejectKycCase').can && {
              bulk: (bulk: Bulk<KycCaseSummary>) => <ReviewsMany bulk={bulk} />,
              nameOf: ({ partner }: KycCaseSummary) => partner.name,
            })}
            {...(isQueueList(list.filters, 'kyc_waiting') && {
              nothingWaits: <NothingWaits queue="reviews" hint={words.noneHint} />,
            })}
          />
        </ViewTabs>
      </Section>
    </Page>
  );
}
