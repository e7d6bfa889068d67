import { countOpenLines } from '../bank-statements/index.ts';
import { countClaims } from '../claims/index.ts';
import { countWaiting as depositsWaiting } from '../funding/index.ts';
import { countAccessDue } from '../identity/index.ts';
import type { Db } from '../kit/database/index.ts';
import { countFailedEmails } from '../kit/mail/index.ts';
import { DAY_MS } from '../kit/time.ts';
import { countQueues } from '../orders/index.ts';
import { countCases, countPartners, tenantIdsIn } from '../partners/index.ts';
import { countProposals } from '../proposals/index.ts';
import { countOpenIncidents } from '../status/index.ts';
import { countHeldLots, countLow } from '../stock/index.ts';
import { countDue } from '../supplier-claims/index.ts';
import { countTickets } from '../support/index.ts';
import { countHealth } from '../webhooks/index.ts';

/** Endpoints are counted up to here. */
const ENDPOINTS_MAX = 10_000;
const SOON_MS = 30 * DAY_MS;

/** An approval that ends before is to be renewed soon. */
export function endingSoon(at: Date): Date {
  return new Date(at.getTime() + SOON_MS);
}

/** How much waits for the staff. */
export async function countWaiting(db: Db, at: Date) {
  const cases = await countCases(db, endingSoon(at));
  const tickets = await countTickets(db, at);
  const claims = await countClaims(db, at);
  const deposits = await depositsWaiting(db);
  const partners = await countPartners(db);
  const orders = await countQueues(db, await tenantIdsIn(db, 'live'), at);
  return {
    kycWaiting: cases.waiting,
    kycExpiring: cases.ending,
    ticketsOpen: tickets.open,
    ticketsOverdue: tickets.overdue,
    accessRequests: tickets.accessRequests,
    claimsWaiting: claims.waiting,
    claimsOverdue: claims.overdue,
    claimsProposed: claims.proposed,
    ordersToApprove: orders.approval,
    ordersFailed: orders.failed,
    proposalsWaiting: await countProposals(db),
    bankLinesOpen: await countOpenLines(db),
    depositsWaiting: deposits.reduce((sum, each) => sum + each.deposits, 0),
    webhooksAttention: await countHealth(db, at, { state: 'attention' }, ENDPOINTS_MAX),
    lotsHeld: await countHeldLots(db),
    stockLow: await countLow(db),
    recoveriesDue: await countDue(db),
    incidentsOpen: await countOpenIncidents(db),
    accessDue: await countAccessDue(db, at),
    emailsFailed: await countFailedEmails(db),
    partners: partners.all,
    partnersSuspended: partners.suspended,
  };
}
