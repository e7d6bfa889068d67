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
    file: 'get-started/GetStartedPage',
    title: 'Get started',
    nav: { group: 'first', icon: 'list', key: 'h' },
  },
  overview: {
    path: '/overview',
    file: 'overview/OverviewPage',
    title: 'Overview',
    early: [
      { path: '/balance' },
      { path: '/spending', query: { mode: 'live' } },
      { path: '/recalls', query: { unread: true, limit: 5 } },
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
    call: 'listInventory',
    takes: ['lines', 'search', 'view'],
    nav: { group: 'first', icon: 'coins', key: 'y' },
  },
  purchases: {
    path: '/buy/purchases',
    file: 'buy/PurchasesPage',
    title: 'Purchases',
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
    call: 'listDocuments',
    nav: { group: 'first', icon: 'receipt', key: 'n' },
  },
  topUp: {
    path: '/balance/top-up',
    file: 'top-up/TopUpPage',
    title: 'Top up',
    call: 'listWaysToPay',
    takes: ['q', 'deposit_id', 'mode'],
  },
  findCode: {
    path: '/codes',
    file: 'orders/FindCodePage',
    title: 'Find a code',
    call: 'lookUpCode',
  },
  order: { path: '/orders/:id', file: 'orders/OrderPage', title: 'Orders' },
  claims: {
    path: '/claims',
    file: 'claims/ClaimsPage',
    title: 'Claims',
    call: 'listClaims',
    nav: { group: 'first', icon: 'refund', key: 'c' },
  },
  newClaim: {
    path: '/claims/new',
    file: 'claims/NewClaimPage',
    title: 'File a claim',
    call: 'createClaim',
    takes: ['order'],
  },
  claim: { path: '/claims/:id', file: 'claims/ClaimPage', title: 'Claims' },
  recalls: {
    path: '/recalls',
    file: 'recalls/RecallsPage',
    title: 'Recalls',
    call: 'listRecalls',
  },
  recall: { path: '/recalls/:id', file: 'recalls/RecallPage', title: 'Recalls' },
  tickets: {
    path: '/support',
    file: 'support/TicketsPage',
    title: 'Support',
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
    nav: { group: 'developers', icon: 'key', key: 'k' },
  },
  webhooks: {
    path: '/developers/webhooks',
    file: 'webhooks/WebhooksPage',
    title: 'Webhooks',
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
  requestLog: {
    path: '/developers/requests',
    file: 'request-log/RequestLogPage',
    title: 'Request log',
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
    nav: { group: 'settings', icon: 'people', key: 't' },
  },
  alerts: {
    path: '/settings/alerts',
    file: 'settings/AlertsPage',
    title: 'Alerts',
    call: 'listAlerts',
    nav: { group: 'settings', icon: 'bell', key: 'r' },
  },
  publicKey: {
    path: '/settings/public-key',
    file: 'settings/PublicKeyPage',
    title: 'Sealed codes',
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
