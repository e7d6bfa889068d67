import type { portalOperations } from '@psnb2b/contract';
import { linkPages } from '@psnb2b/contract/states';
import { accountPages, definePages, linksOf } from '@psnb2b/ui/pages';

/** Groups of the navigation, in their order. */
export const groups = { first: null, developers: 'Developers', settings: 'Settings' };

/** What the frame around every page reads. */
export const early = [{ path: '/recalls', query: { unread: true, limit: 100 } }] as const;

/**
 * Every page of the portal. Routes, links, navigation, palette and parent pages derive from it, and so does the
 * server's 404 at other addresses. Within a group, the order is the navigation's.
 */
export const pages = definePages<typeof portalOperations>()({
  ...accountPages(linkPages),
  signUp: {
    path: '/sign-up',
    file: 'sign-up/SignUpPage',
    title: 'Register your business',
    outside: true,
  },
  home: {
    path: '/',
    file: 'home/HomePage',
    title: 'Home',
    early: [{ path: '/get-started' }],
    leadsOn: true,
  },
  getStarted: {
    path: '/get-started',
    file: 'get-started/GetStartedPage',
    title: 'Get started',
    lead: 'The steps to your first live order.',
    nav: { group: 'first', icon: 'list', key: 'h' },
  },
  overview: {
    path: '/overview',
    file: 'overview/OverviewPage',
    title: 'Overview',
    lead: 'Your balance, your tier and your spending, and what waits for you. It stays up to date while it is open.',
    early: [
      { path: '/balance' },
      { path: '/spending', query: { mode: 'live' } },
      { path: '/recalls', query: { unread: true, limit: 5 } },
      { path: '/get-started' },
      { path: '/keys' },
      { path: '/orders', query: { status: ['pending'], sort: 'ends', limit: 100 } },
      { path: '/claims', query: { status: 'needs_info', limit: 5 } },
      { path: '/tickets', query: { status: 'waiting', limit: 5 } },
    ],
    nav: { group: 'first', icon: 'gauge', key: 'v' },
  },
  business: {
    path: '/business',
    file: 'business/BusinessPage',
    title: 'Business',
    nav: { group: 'first', icon: 'building', key: 'b' },
  },
  buy: {
    path: '/buy',
    file: 'buy/BuyPage',
    title: 'Buy',
    lead: 'You pay the price shown or less, unless you choose otherwise. Each line is bought or refused on its own.',
    call: 'listInventory',
    takes: ['lines', 'search', 'view'],
    nav: { group: 'first', icon: 'coins', key: 'y' },
  },
  purchases: {
    path: '/buy/purchases',
    file: 'buy/PurchasesPage',
    title: 'Purchases',
    lead: 'What you and your colleagues bought here. Each line is an order of its own.',
    call: 'listPurchases',
    takes: ['from', 'to'],
  },
  purchase: {
    path: '/buy/purchases/:id',
    file: 'buy/PurchasePage',
    title: 'Purchases',
    call: 'getPurchase',
  },
  orders: {
    path: '/orders',
    file: 'orders/OrdersPage',
    title: 'Orders',
    lead: 'Everything that your business has ordered, by API or here.',
    call: 'listOrders',
    takes: ['from', 'to'],
    nav: { group: 'first', icon: 'cart', key: 'o' },
  },
  balance: {
    path: '/balance',
    file: 'balance/BalancePage',
    title: 'Balance',
    call: 'listTransactions',
    nav: { group: 'first', icon: 'wallet', key: 'm' },
  },
  documents: {
    path: '/balance/documents',
    file: 'balance/DocumentsPage',
    title: 'Documents',
    lead: 'An invoice for each month in which orders were delivered, and credit notes for what was refunded or returned. The invoice of a month is issued on the first day of the next.',
    call: 'listDocuments',
    nav: { group: 'first', icon: 'receipt', key: 'n' },
  },
  topUp: {
    path: '/balance/top-up',
    file: 'top-up/TopUpPage',
    title: 'Top up',
    lead: 'Send any amount, any time. Your reference and your addresses are yours alone and never change.',
    call: 'listWaysToPay',
    takes: ['q', 'deposit_id', 'mode'],
  },
  findCode: {
    path: '/codes',
    file: 'orders/FindCodePage',
    title: 'Find a code',
    lead: 'Which order a code belongs to, and whether it was read, claimed or recalled.',
    call: 'lookUpCode',
  },
  order: { path: '/orders/:id', file: 'orders/OrderPage', title: 'Orders' },
  claims: {
    path: '/claims',
    file: 'claims/ClaimsPage',
    title: 'Claims',
    lead: 'We replace or refund a code that does not work. You can claim it within 168 hours of its delivery.',
    call: 'listClaims',
    nav: { group: 'first', icon: 'refund', key: 'c' },
  },
  newClaim: {
    path: '/claims/new',
    file: 'claims/NewClaimPage',
    title: 'File a claim',
    lead: 'For codes of one delivered order. A claim succeeds for all of its codes or for none: if codes cannot be claimed, we list them.',
    call: 'createClaim',
    takes: ['order'],
  },
  claim: { path: '/claims/:id', file: 'claims/ClaimPage', title: 'Claims' },
  recalls: {
    path: '/recalls',
    file: 'recalls/RecallsPage',
    title: 'Recalls',
    lead: 'Codes that we took back from sale. Do not sell them: we opened a claim for each order, and you need not file anything.',
    call: 'listRecalls',
  },
  recall: { path: '/recalls/:id', file: 'recalls/RecallPage', title: 'Recalls' },
  tickets: {
    path: '/support',
    file: 'support/TicketsPage',
    title: 'Support',
    lead: 'Your requests to our staff, and their answers.',
    call: 'listTickets',
    nav: { group: 'first', icon: 'lifebuoy', key: 's' },
  },
  newTicket: {
    path: '/support/new',
    file: 'support/NewTicketPage',
    title: 'New ticket',
    call: 'createTicket',
    takes: ['topic', 'key', 'subject', 'text'],
  },
  ticket: { path: '/support/:id', file: 'support/TicketPage', title: 'Support' },
  keys: {
    path: '/developers/keys',
    file: 'developers/KeysPage',
    title: 'API keys',
    lead: 'You issue test keys yourself. Our staff issue live keys once your business is approved.',
    nav: { group: 'developers', icon: 'key', key: 'k' },
  },
  webhooks: {
    path: '/developers/webhooks',
    file: 'webhooks/WebhooksPage',
    title: 'Webhooks',
    lead: 'We send your events to these addresses, signed, as they happen.',
    call: 'listWebhookEndpoints',
    nav: { group: 'developers', icon: 'webhook', key: 'w' },
  },
  endpoint: {
    path: '/developers/webhooks/:id',
    file: 'webhooks/EndpointPage',
    title: 'Webhooks',
  },
  deliveries: {
    path: '/developers/deliveries',
    file: 'webhooks/DeliveriesPage',
    title: 'Deliveries',
    call: 'listWebhookDeliveries',
    takes: ['from', 'to'],
    nav: { group: 'developers', icon: 'truck', key: 'd' },
  },
  events: {
    path: '/developers/events',
    file: 'webhooks/EventsPage',
    title: 'Events',
    call: 'listWebhookEvents',
    nav: { group: 'developers', icon: 'activity', key: 'e' },
  },
  event: { path: '/developers/events/:id', file: 'webhooks/EventPage', title: 'Events' },
  testMode: {
    path: '/developers/test-mode',
    file: 'test-mode/TestModePage',
    title: 'Test mode',
    lead: 'Every outcome on demand, without real codes or money. Live orders never notice.',
    call: 'getTestClock',
    nav: { group: 'developers', icon: 'history', key: 'x' },
  },
  requestLog: {
    path: '/developers/requests',
    file: 'request-log/RequestLogPage',
    title: 'Request log',
    lead: 'The calls of your keys in the last seven days. We keep neither what was sent nor what was answered.',
    call: 'listRequestLog',
    takes: ['minutes', 'method', 'path', 'error_code', 'key_id', 'mode'],
    nav: { group: 'developers', icon: 'list', key: 'l' },
  },
  loggedCall: {
    path: '/developers/requests/:id',
    file: 'request-log/LoggedCallPage',
    title: 'Request log',
    call: 'getLoggedCall',
  },
  team: {
    path: '/settings/team',
    file: 'settings/TeamPage',
    title: 'Team',
    lead: 'Who works here, and in which role.',
    nav: { group: 'settings', icon: 'people', key: 't' },
  },
  alerts: {
    path: '/settings/alerts',
    file: 'settings/AlertsPage',
    title: 'Alerts',
    lead: 'We warn you once of what you choose: by a notification, and by e-mail if you like. Your colleagues have alerts of their own.',
    call: 'listAlerts',
    nav: { group: 'settings', icon: 'bell', key: 'r' },
  },
  publicKey: {
    path: '/settings/public-key',
    file: 'settings/PublicKeyPage',
    title: 'Sealed codes',
    lead: 'Receive codes encrypted for a key that only you can open.',
    nav: { group: 'settings', icon: 'lock', key: 'p' },
  },
  account: {
    path: '/settings/account',
    file: '@account/AccountPage',
    title: 'Your account',
    nav: { group: 'settings', icon: 'shield', key: 'a' },
  },
});

/** The address of each page, below `/portal`. */
export const to = linksOf<typeof portalOperations, typeof pages>(pages);
