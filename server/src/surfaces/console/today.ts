import type { Today } from '@psnb2b/contract';
import { countClaims } from '../../claims/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { countFailedEmails } from '../../kit/mail/index.ts';
import { DAY_MS } from '../../kit/time.ts';
import { countCases, countPartners } from '../../partners/index.ts';
import { countProposals } from '../../proposals/index.ts';
import { countHeldLots } from '../../stock/index.ts';
import { countDue } from '../../supplier-claims/index.ts';
import { countTickets } from '../../support/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

const SOON_MS = 30 * DAY_MS;

/** How much waits for the staff. */
export function todayRoutes({ database }: Parts) {
  return onConsole({ getToday: async ({ at }) => json(200, await today(database.reads, at)) });
}

async function today(db: Db, at: Date): Promise<Today> {
  const cases = await countCases(db, new Date(at.getTime() + SOON_MS));
  const tickets = await countTickets(db, at);
  const claims = await countClaims(db, at);
  const partners = await countPartners(db);
  return {
    object: 'today',
    kyc_waiting: cases.waiting,
    kyc_expiring: cases.ending,
    tickets_open: tickets.open,
    tickets_overdue: tickets.overdue,
    access_requests: tickets.accessRequests,
    claims_waiting: claims.waiting,
    claims_overdue: claims.overdue,
    claims_proposed: claims.proposed,
    proposals_waiting: await countProposals(db),
    lots_held: await countHeldLots(db),
    recoveries_due: await countDue(db),
    emails_failed: await countFailedEmails(db),
    partners: partners.all,
    partners_suspended: partners.suspended,
  };
}
