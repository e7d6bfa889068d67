import type { Today } from '@psnb2b/contract';
import { DataList, Empty, groupDigits, Link, Loaded, Page, Section } from '@psnb2b/ui';
import { type Address, at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { claimColumns } from '../claims/claim-columns.tsx';
import { ChainAlert } from '../records/ChainLine.tsx';
import { caseColumns } from '../reviews/ReviewsPage.tsx';
import { SetUpFirst } from '../set-up/SetUpFirst.tsx';
import { ticketColumns } from '../tickets/TicketsPage.tsx';
import classes from './today.module.css';
import { words } from './words.ts';

const QUEUE = 5;

type Figure = readonly [label: string, count: number, place: Address<string>, urgent?: boolean];

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
          <Section title={words.waiting} flush>
            <Figures figures={waiting(counts)} />
          </Section>
          <Queues />
          <Section title={words.overview} flush>
            <Figures
              figures={[
                [words.partners, counts.partners, to.partners],
                [
                  words.suspended,
                  counts.partners_suspended,
                  at(to.partners, { status: 'suspended' }),
                ],
                [words.expiring, counts.kyc_expiring, at(to.reviews, { ending: 'true' })],
              ]}
            />
          </Section>
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

function waiting(counts: Today): readonly Figure[] {
  return [
    [words.incidents, counts.incidents_open, at(to.incidents, { status: 'open' }), true],
    [
      words.approvals,
      counts.orders_to_approve,
      at(to.orders, { queue: 'approval', sort: 'oldest' }),
    ],
    [words.ordersFailed, counts.orders_failed, at(to.orders, { queue: 'failed' })],
    [words.reviews, counts.kyc_waiting, at(to.reviews, { status: 'submitted' })],
    [words.access, counts.access_requests, at(to.tickets, { status: 'open', topic: 'api_access' })],
    [words.tickets, counts.tickets_open, at(to.tickets, { status: 'open' })],
    [
      words.overdue,
      counts.tickets_overdue,
      at(to.tickets, { status: 'open', overdue: 'true' }),
      true,
    ],
    [words.claims, counts.claims_waiting, at(to.claims, { waiting: 'us' })],
    [words.claimsOverdue, counts.claims_overdue, at(to.claims, { waiting: 'overdue' }), true],
    [words.claimsProposed, counts.claims_proposed, at(to.claims, { waiting: 'second_person' })],
    [words.proposals, counts.proposals_waiting, to.proposals, true],
    [words.stockLow, counts.stock_low, at(to.stock, { level: 'low' }), true],
    [words.lotsToConfirm, counts.lots_held, at(to.lots, { status: 'held' }), true],
    [words.supplierClaims, counts.recoveries_due, at(to.recoveries, { state: 'due' })],
    [words.emails, counts.emails_failed, at(to.emails, { status: 'failed' }), true],
  ];
}

function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <ul className={classes.figures}>
      {figures.map(([label, count, place, urgent = false]) => (
        <li key={label} data-urgent={urgent && count > 0} data-none={count === 0}>
          <Link to={place} className={classes.figure}>
            <span className={classes.count}>{groupDigits(count)}</span>
            <span className={classes.label}>{label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
