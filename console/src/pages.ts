import type { consoleOperations } from '@psnb2b/contract';
import { linkPages } from '@psnb2b/contract/states';
import { accountPages, definePages, linksOf } from '@psnb2b/ui/pages';

/** Groups of the navigation, in their order. */
export const groups = { work: null, supply: 'Supply', records: 'Records', house: 'Administration' };

/**
 * Every page of the console. Routes, links, navigation, palette and parent pages derive from it, and so does the
 * server's 404 at other addresses. Within a group, the order is the navigation's.
 */
export const pages = definePages<typeof consoleOperations>()({
  ...accountPages(linkPages),
  home: {
    path: '/',
    file: 'today/TodayPage',
    title: 'Today',
    call: 'getToday',
    nav: { group: 'work', icon: 'dashboard', key: 'h' },
  },
  orders: {
    path: '/orders',
    file: 'orders/OrdersPage',
    title: 'Orders',
    call: 'listOrders',
    nav: { group: 'work', icon: 'receipt', key: 'o', count: 'orders_to_approve' },
  },
  order: { path: '/orders/:id', file: 'orders/OrderPage', title: 'Orders', call: 'getOrder' },
  reviews: {
    path: '/reviews',
    file: 'reviews/ReviewsPage',
    title: 'Reviews',
    call: 'listKycCases',
    nav: { group: 'work', icon: 'check', key: 'r', count: 'kyc_waiting' },
  },
  review: { path: '/reviews/:id', file: 'reviews/ReviewPage', title: 'Reviews' },
  claims: {
    path: '/claims',
    file: 'claims/ClaimsPage',
    title: 'Claims',
    call: 'listClaims',
    nav: { group: 'work', icon: 'gavel', key: 'c', count: 'claims_waiting' },
  },
  newClaim: {
    path: '/claims/new',
    file: 'claims/NewClaimPage',
    title: 'Open a claim for a partner',
    call: 'openClaim',
    takes: ['partner_id'],
  },
  claimFigures: {
    path: '/claims/figures',
    file: 'claims/FiguresPage',
    title: 'Claim figures',
    call: 'getClaimFigures',
  },
  claimTerms: {
    path: '/claims/terms',
    file: 'claims/TermsPage',
    title: 'Limits and service levels',
    call: 'getClaimTerms',
  },
  findCode: {
    path: '/codes',
    file: 'claims/FindCodePage',
    title: 'Find a code',
    call: 'traceCode',
  },
  claim: { path: '/claims/:id', file: 'claims/ClaimPage', title: 'Claims' },
  tickets: {
    path: '/tickets',
    file: 'tickets/TicketsPage',
    title: 'Tickets',
    call: 'listTickets',
    nav: { group: 'work', icon: 'inbox', key: 't', count: 'tickets_open' },
  },
  answers: {
    path: '/tickets/answers',
    file: 'tickets/AnswersPage',
    title: 'Canned answers',
    call: 'listCannedAnswers',
  },
  ticket: { path: '/tickets/:id', file: 'tickets/TicketPage', title: 'Tickets' },
  partners: {
    path: '/partners',
    file: 'partners/PartnersPage',
    title: 'Partners',
    call: 'listPartners',
    nav: { group: 'work', icon: 'buildings', key: 'p' },
  },
  partner: { path: '/partners/:id', file: 'partners/PartnerPage', title: 'Partners' },
  deposits: {
    path: '/deposits',
    file: 'deposits/DepositsPage',
    title: 'Deposits',
    call: 'listDeposits',
    nav: { group: 'work', icon: 'wallet', key: 'b' },
  },
  depositMethods: {
    path: '/deposits/methods',
    file: 'deposit-methods/DepositMethodsPage',
    title: 'Deposit methods',
    call: 'listDepositMethods',
  },
  incidents: {
    path: '/incidents',
    file: 'incidents/IncidentsPage',
    title: 'Incidents',
    call: 'listIncidents',
    nav: { group: 'work', icon: 'activity', key: 'f', count: 'incidents_open' },
  },
  newIncident: {
    path: '/incidents/new',
    file: 'incidents/NewIncidentPage',
    title: 'Open an incident',
    call: 'openIncident',
  },
  incident: { path: '/incidents/:id', file: 'incidents/IncidentPage', title: 'Incidents' },
  stock: {
    path: '/stock',
    file: 'stock/StockPage',
    title: 'Stock',
    call: 'listStock',
    nav: { group: 'supply', icon: 'chart', key: 'k', count: 'stock_low' },
  },
  lots: {
    path: '/lots',
    file: 'lots/LotsPage',
    title: 'Lots',
    call: 'listLots',
    nav: { group: 'supply', icon: 'packages', key: 'l', count: 'lots_held' },
  },
  lot: { path: '/lots/:id', file: 'lots/LotPage', title: 'Lots' },
  imports: {
    path: '/imports',
    file: 'imports/ImportsPage',
    title: 'Imports',
    call: 'listImports',
  },
  import: { path: '/imports/:id', file: 'imports/ImportPage', title: 'Imports', call: 'getImport' },
  suppliers: {
    path: '/suppliers',
    file: 'suppliers/SuppliersPage',
    title: 'Suppliers',
    call: 'listSuppliers',
    nav: { group: 'supply', icon: 'truck', key: 'u' },
  },
  supplier: {
    path: '/suppliers/:id',
    file: 'suppliers/SupplierPage',
    title: 'Suppliers',
    call: 'getSupplier',
  },
  products: {
    path: '/prices',
    file: 'products/ProductsPage',
    title: 'Prices',
    call: 'listProducts',
    nav: { group: 'supply', icon: 'tag', key: 'i' },
  },
  product: {
    path: '/prices/:sku',
    file: 'products/ProductPage',
    title: 'Prices',
    call: 'getProduct',
  },
  priceChanges: {
    path: '/price-changes',
    file: 'price-changes/PriceChangesPage',
    title: 'Price changes',
    call: 'listPriceChanges',
  },
  newPriceChange: {
    path: '/price-changes/new',
    file: 'price-changes/NewChangePage',
    title: 'Change prices',
    call: 'makePriceChange',
    takes: ['q', 'status'],
  },
  priceChange: {
    path: '/price-changes/:id',
    file: 'price-changes/PriceChangePage',
    title: 'Price changes',
    call: 'getPriceChange',
  },
  priceFloors: {
    path: '/price-floors',
    file: 'price-floors/FloorsPage',
    title: 'Price floors',
    call: 'listPriceFloors',
  },
  priceHistory: {
    path: '/price-history',
    file: 'price-history/HistoryPage',
    title: 'History of prices',
    call: 'listPriceHistory',
  },
  recoveries: {
    path: '/recoveries',
    file: 'supplier-claims/SupplierClaimsPage',
    title: 'Supplier claims',
    call: 'listRecoveries',
    nav: { group: 'supply', icon: 'refund', key: 'd' },
  },
  documents: {
    path: '/documents',
    file: 'documents/DocumentsPage',
    title: 'Documents',
    call: 'listDocuments',
    nav: { group: 'records', icon: 'receipt', key: 'n' },
  },
  audit: {
    path: '/audit',
    file: 'records/AuditPage',
    title: 'Audit',
    call: 'listAudit',
    nav: { group: 'records', icon: 'history', key: 'a' },
  },
  emails: {
    path: '/emails',
    file: 'records/EmailsPage',
    title: 'E-mail',
    call: 'listEmails',
    nav: { group: 'records', icon: 'mail', key: 'e', count: 'emails_failed' },
  },
  email: { path: '/emails/:id', file: 'records/EmailPage', title: 'E-mail' },
  staff: {
    path: '/staff',
    file: 'staff/StaffPage',
    title: 'Staff',
    call: 'listStaff',
    nav: { group: 'house', icon: 'people', key: 's' },
  },
  proposals: {
    path: '/proposals',
    file: 'proposals/ProposalsPage',
    title: 'Proposals',
    call: 'listProposals',
    nav: { group: 'house', icon: 'person', key: 'w', count: 'proposals_waiting' },
  },
  quotas: {
    path: '/quotas',
    file: 'quotas/QuotasPage',
    title: 'Quotas',
    call: 'listQuotas',
    nav: { group: 'house', icon: 'gauge', key: 'q' },
  },
  company: {
    path: '/company',
    file: 'company/CompanyPage',
    title: 'Company',
    call: 'getShop',
    nav: { group: 'house', icon: 'buildings', key: 'y' },
  },
  account: {
    path: '/account',
    file: '@account/AccountPage',
    title: 'Your account',
    nav: { group: 'house', icon: 'shield', key: 'm' },
  },
});

/** The address of each page, below `/console`. */
export const to = linksOf<typeof consoleOperations, typeof pages>(pages);
