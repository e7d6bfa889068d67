import { groupDigits } from '@psnb2b/ui';

const things = (count: number) =>
  count === 1 ? '1 thing waits' : `${groupDigits(count)} things wait`;
const businesses = (count: number) =>
  count === 1 ? '1 new business' : `${groupDigits(count)} new businesses`;

export const words = {
  lead: 'What waits for somebody on the staff, and how the day goes.',
  waiting: 'Waiting now',
  waits: (total: number, late: number) => {
    if (total === 0 && late === 0) return 'Nothing waits.';
    return late === 0 ? `${things(total)}.` : `${things(total)}; ${groupDigits(late)} late.`;
  },
  late: (count: number) => `${groupDigits(count)} late`,
  nothing: 'Nothing waits:',
  nothingElse: 'Nothing else waits:',
  /** One, and several. */
  queues: {
    incidents_open: ['open incident', 'open incidents'],
    orders_to_approve: ['order to approve', 'orders to approve'],
    orders_failed: ['order failed in 24 hours', 'orders failed in 24 hours'],
    kyc_waiting: ['review to decide', 'reviews to decide'],
    kyc_expiring: ['Approval ending in 30 days', 'Approvals ending in 30 days'],
    tickets_open: ['ticket to answer', 'tickets to answer'],
    tickets_overdue: ['late ticket', 'late tickets'],
    access_requests: ['API access request', 'API access requests'],
    claims_waiting: ['claim to decide', 'claims to decide'],
    claims_overdue: ['late claim', 'late claims'],
    claims_proposed: ['for a second person', 'for a second person'],
    proposals_waiting: ['change for a second admin', 'changes for a second admin'],
    bank_lines_open: ['bank line to match', 'bank lines to match'],
    deposits_waiting: ['deposit to credit', 'deposits to credit'],
    webhooks_attention: ['webhook endpoint to look at', 'webhook endpoints to look at'],
    stock_low: ['product low in stock', 'products low in stock'],
    lots_held: ['lot to confirm', 'lots to confirm'],
    recoveries_due: ['supplier claim to submit', 'supplier claims to submit'],
    emails_failed: ['undeliverable e-mail', 'undeliverable e-mails'],
    access_due: ['person’s access to review', 'people’s access to review'],
    partners: ['Business', 'Businesses'],
    partners_suspended: ['Suspended', 'Suspended'],
  } as const,
  sales: 'Sales today',
  allSales: 'All sales',
  counting: 'Sales are still being counted: these figures will grow.',
  net: (time: string) => `Net sales until ${time}`,
  margin: 'Margin',
  noMargin: 'cost unknown',
  known: (share: string) => `Of the ${share} of sales with known cost`,
  codes: 'Codes',
  yesterday: 'Yesterday in full',
  yesterdayUntil: (time: string) => `yesterday until ${time}`,
  codesOf: (count: number) => (count === 1 ? '1 code' : `${groupDigits(count)} codes`),
  noSales: 'Nothing was sold today or yesterday.',
  newPartners: (today: number, yesterday: number) =>
    `${businesses(today)} today, ${groupDigits(yesterday)} yesterday`,
  overdue: 'Overdue invoices',
  ageing: 'Ageing',
  owed: 'Owed in all',
  owedBy: (partners: number) =>
    partners === 1 ? 'by 1 business' : `by ${groupDigits(partners)} businesses`,
  overdueSum: 'Overdue',
  low: 'Low in stock',
  allLow: 'All of them',
  noneLow: 'No product is at its threshold',
  product: 'Product',
  available: 'Available',
  cover: 'Lasts',
  changes: 'Changed since yesterday',
  audit: 'Audit log',
  commandLine: 'Command line',
  noChanges: 'Nobody changed anything since yesterday.',
  nextClaims: 'Next claims',
  noClaims: 'No claim waits',
  nextReviews: 'Longest waiting reviews',
  noReviews: 'No review waits',
  nextTickets: 'Tickets due soonest',
  noTickets: 'No ticket waits',
  overview: 'Overview',
};
