/**
 * The list behind each count of Today: its call and its filters. The console opens it there and from the navigation, and a test compares
 * the count with the rows of the list.
 */
export const todayLists = {
  kyc_waiting: { path: '/kyc-cases', query: { status: 'submitted' } },
  kyc_expiring: { path: '/kyc-cases', query: { ending: 'true' } },
  tickets_open: { path: '/tickets', query: { status: 'open' } },
  tickets_overdue: { path: '/tickets', query: { status: 'open', overdue: 'true' } },
  access_requests: { path: '/tickets', query: { status: 'open', topic: 'api_access' } },
  claims_waiting: { path: '/claims', query: { waiting: 'us' } },
  claims_overdue: { path: '/claims', query: { waiting: 'overdue' } },
  claims_proposed: { path: '/claims', query: { waiting: 'second_person' } },
  orders_to_approve: { path: '/orders', query: { queue: 'approval', sort: 'oldest' } },
  orders_failed: { path: '/orders', query: { queue: 'failed' } },
  proposals_waiting: { path: '/proposals', query: { state: 'waiting' } },
  bank_lines_open: { path: '/bank-lines', query: { tab: 'open' } },
  deposits_waiting: { path: '/deposits', query: { status: 'waiting' } },
  webhooks_attention: { path: '/webhook-endpoints', query: { view: 'attention' } },
  incidents_open: { path: '/incidents', query: { status: 'open' } },
  stock_low: { path: '/stock', query: { level: 'low' } },
  lots_held: { path: '/lots', query: { status: 'held' } },
  recoveries_due: { path: '/recoveries', query: { state: 'due' } },
  access_due: { path: '/access-reviews/members', query: { due: 'true' } },
  emails_failed: { path: '/emails', query: { status: 'failed' } },
  partners: { path: '/partners', query: {} },
  partners_suspended: { path: '/partners', query: { status: 'suspended' } },
} as const satisfies Readonly<
  Record<string, { readonly path: string; readonly query: Readonly<Record<string, string>> }>
>;
