import {
  Columns,
  DataList,
  Empty,
  Facts,
  groupDigits,
  Link,
  Loaded,
  Page,
  Section,
} from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { claimColumns } from '../claims/claim-columns.tsx';
import { ChainAlert } from '../records/ChainLine.tsx';
import { caseColumns } from '../reviews/case-columns.tsx';
import { SetUpFirst } from '../set-up/SetUpFirst.tsx';
import { ticketColumns } from '../tickets/ticket-columns.tsx';
import { ChangesSection } from './ChangesSection.tsx';
import { LowSection } from './LowSection.tsx';
import { OverdueSection } from './OverdueSection.tsx';
import { SalesSection } from './SalesSection.tsx';
import { places, WaitingSection } from './WaitingSection.tsx';
import { overview } from './waiting-of.ts';
import { words } from './words.ts';

const QUEUE = 5;

export function TodayPage() {
  return (
    <Page lead={words.lead}>
      <ChainAlert />
      <SetUpFirst>
        <Waiting />
      </SetUpFirst>
    </Page>
  );
}

function Waiting() {
  const today = useRead('/today');
  return (
    <Loaded query={today}>
      {(counts) => (
        <>
          <Columns
            main={
              <>
                <WaitingSection counts={counts} />
                <SalesSection />
                <OverdueSection />
              </>
            }
            side={
              <>
                <LowSection />
                <ChangesSection />
                <Section title={words.overview}>
                  <Facts
                    facts={overview.map((name) => [
                      words.queues[name][1],
                      <Link key={name} to={places[name]}>
                        {groupDigits(counts[name])}
                      </Link>,
                    ])}
                  />
                </Section>
              </>
            }
          />
          <Queues />
        </>
      )}
    </Loaded>
  );
}

/** The first few of the waiting items. */
function Queues() {
  const cases = useRead('/kyc-cases', { query: { status: 'submitted', limit: QUEUE } });
  const tickets = useRead('/tickets', { query: { status: 'open', limit: QUEUE } });
  const claims = useRead('/claims', { query: { limit: QUEUE } });
  return (
    <>
      <Section title={words.nextClaims} flush>
        <DataList
          label={words.nextClaims}
          query={claims}
          columns={claimColumns}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.claim(id)}
          empty={<Empty title={words.noClaims} />}
        />
      </Section>
      <Section title={words.nextReviews} flush>
        <DataList
          label={words.nextReviews}
          query={cases}
          columns={caseColumns}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.review(id)}
          empty={<Empty title={words.noReviews} />}
        />
      </Section>
      <Section title={words.nextTickets} flush>
        <DataList
          label={words.nextTickets}
          query={tickets}
          columns={ticketColumns}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.ticket(id)}
          empty={<Empty title={words.noTickets} />}
        />
      </Section>
    </>
  );
}
