import type { Today } from '@psnb2b/contract';
import { DataList, Empty, Link, Loaded, Page, Section } from '@psnb2b/ui';
import { type Address, at } from '@psnb2b/ui/pages';
import { useRead } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';
import { claimColumns } from '../claims/claim-columns.tsx';
import { caseColumns } from '../reviews/ReviewsPage.tsx';
import { ticketColumns } from '../tickets/TicketsPage.tsx';
import classes from './today.module.css';

const QUEUE = 5;

type Figure = readonly [label: string, count: number, place: Address<string>, urgent?: boolean];

export function TodayPage() {
  const today = useRead('/today');
  return (
    <Page title={t.today.title} lead={t.today.lead}>
      <Loaded query={today}>
        {(counts) => (
          <>
            <Section title={t.today.waiting} flush>
              <Figures figures={waiting(counts)} />
            </Section>
            <Queues />
            <Section title={t.today.house} flush>
              <Figures
                figures={[
                  [t.today.partners, counts.partners, to.partners],
                  [
                    t.today.suspended,
                    counts.partners_suspended,
                    at(to.partners, { status: 'suspended' }),
                  ],
                  [t.today.expiring, counts.kyc_expiring, at(to.reviews, { status: 'approved' })],
                ]}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The first few of what waits, to begin with. */
function Queues() {
  const cases = useRead('/kyc-cases', { query: { status: 'submitted', limit: QUEUE } });
  const tickets = useRead('/tickets', { query: { status: 'open', limit: QUEUE } });
  const claims = useRead('/claims', { query: { limit: QUEUE } });
  return (
    <>
      <Section title={t.today.nextClaims} flush>
        <DataList
          label={t.today.nextClaims}
          query={claims}
          columns={claimColumns}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.claim(id)}
          empty={<Empty title={t.today.noClaims} />}
        />
      </Section>
      <Section title={t.today.nextReviews} flush>
        <DataList
          label={t.today.nextReviews}
          query={cases}
          columns={caseColumns}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.review(id)}
          empty={<Empty title={t.today.noReviews} />}
        />
      </Section>
      <Section title={t.today.nextTickets} flush>
        <DataList
          label={t.today.nextTickets}
          query={tickets}
          columns={ticketColumns}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.ticket(id)}
          empty={<Empty title={t.today.noTickets} />}
        />
      </Section>
    </>
  );
}

function waiting(counts: Today): readonly Figure[] {
  return [
    [t.today.reviews, counts.kyc_waiting, at(to.reviews, { status: 'submitted' })],
    [
      t.today.access,
      counts.access_requests,
      at(to.tickets, { status: 'open', topic: 'api_access' }),
    ],
    [t.today.tickets, counts.tickets_open, at(to.tickets, { status: 'open' })],
    [t.today.overdue, counts.tickets_overdue, at(to.tickets, { status: 'open' }), true],
    [t.today.claims, counts.claims_waiting, to.claims],
    [t.today.claimsOverdue, counts.claims_overdue, at(to.claims, { waiting: 'overdue' }), true],
    [t.today.claimsProposed, counts.claims_proposed, at(to.claims, { waiting: 'second_person' })],
    [t.proposals.today, counts.proposals_waiting, to.proposals, true],
    [t.today.lotsHeld, counts.lots_held, at(to.lots, { status: 'held' }), true],
    [t.today.recoveries, counts.recoveries_due, at(to.recoveries, { state: 'due' })],
    [t.today.emails, counts.emails_failed, at(to.emails, { status: 'failed' }), true],
  ];
}

function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <ul className={classes.figures}>
      {figures.map(([label, count, place, urgent = false]) => (
        <li key={label} data-urgent={urgent && count > 0} data-none={count === 0}>
          <Link to={place} className={classes.figure}>
            <span className={classes.count}>{count}</span>
            <span className={classes.label}>{label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
