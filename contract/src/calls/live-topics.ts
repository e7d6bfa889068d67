import type { WebApp } from '../kit/web-app-operation.ts';
import type { consoleOperations, portalOperations } from './web-app-operations.ts';

/** The first part of a path: `orders` of `/orders/{order_id}`. */
type First<Path> = Path extends `/${infer Rest}` ? Head<Rest> : never;
type Head<Rest extends string> = Rest extends `${infer Name}/${string}` ? Name : Rest;

/** What an API can read, by the first parts of the paths. */
type ReadIn<Operations> = {
  [Id in keyof Operations]: Operations[Id] extends { method: 'GET'; path: infer Path }
    ? First<Path>
    : never;
}[keyof Operations];

interface Stale {
  readonly portal: readonly ReadIn<typeof portalOperations>[];
  readonly console: readonly ReadIn<typeof consoleOperations>[];
}

/**
 * What a change makes stale, in either web app. The topics are those of the database: of its triggers that note changes, and
 * `events`, `balance` and `deliveries`, which have numbers of their own and are reported to their business only.
 */
export const liveTopics = {
  events: {
    portal: ['orders', 'purchases', 'spending', 'webhook-events', 'claims', 'get-started'],
    console: [],
  },
  balance: {
    portal: [
      ...(['balance', 'test-balance', 'transactions', 'statement', 'spending'] as const),
      ...(['get-started', 'documents'] as const),
    ],
    console: [],
  },
  deliveries: {
    portal: ['webhook-deliveries', 'webhook-endpoints', 'webhook-events', 'get-started'],
    console: [],
  },
  /** Orders that staff look at: one that begins or ends to wait for them, or fails. */
  orders: { portal: [], console: ['orders', 'today', 'transactions', 'statement'] },
  purchases: { portal: ['purchases', 'orders'], console: [] },
  notes: { portal: [], console: ['partners'] },
  adjustments: {
    portal: [],
    console: ['adjustments', 'partners', 'ledger', 'transactions', 'statement'],
  },
  deposits: { portal: ['deposits'], console: ['deposits', 'transactions', 'statement', 'today'] },
  bank_statements: {
    portal: [],
    console: ['bank-accounts', 'bank-statements', 'bank-lines'],
  },
  bank_lines: { portal: [], console: ['bank-lines', 'bank-statements', 'today'] },
  deposit_methods: { portal: ['deposit-methods'], console: ['deposit-methods', 'set-up'] },
  documents: { portal: ['documents'], console: ['documents', 'ageing'] },
  payment_terms: { portal: [], console: ['payment-terms', 'settings'] },
  favourites: { portal: ['inventory'], console: [] },
  views: { portal: ['views'], console: ['views'] },
  endpoints: {
    portal: ['webhook-endpoints', 'webhook-deliveries', 'get-started'],
    console: ['partners', 'webhook-endpoints', 'today'],
  },
  notifications: { portal: ['notifications', 'me'], console: ['notifications', 'me'] },
  alerts: { portal: ['alerts'], console: [] },
  person: { portal: ['me', 'passkeys'], console: ['me', 'passkeys'] },
  sessions: { portal: ['sessions'], console: ['sessions'] },
  people: {
    portal: ['colleagues', 'invitations'],
    console: ['staff', 'access-reviews', 'invitations', 'partners', 'set-up'],
  },
  access_reviews: { portal: [], console: ['access-reviews', 'today'] },
  business: {
    portal: ['business', 'me', 'public-key', 'buying-terms', 'balance', 'get-started'],
    console: ['partners', 'today', 'set-up'],
  },
  tier: { portal: ['balance', 'inventory'], console: ['partners', 'tiers'] },
  certifications: { portal: ['certifications'], console: ['partners'] },
  test_clock: { portal: ['test-clock', 'orders', 'claims'], console: [] },
  tiers: { portal: ['balance', 'inventory'], console: ['tiers', 'set-up', 'claim-terms'] },
  review: {
    portal: ['kyc-case', 'business', 'get-started'],
    console: ['kyc-cases', 'partners', 'today', 'set-up'],
  },
  keys: { portal: ['keys', 'get-started'], console: ['partners'] },
  tickets: { portal: ['tickets'], console: ['tickets', 'today'] },
  canned_answers: { portal: [], console: ['canned-answers'] },
  claims: {
    portal: ['claims', 'orders'],
    console: ['claims', 'claim-figures', 'recoveries', 'today'],
  },
  recalls: { portal: ['recalls', 'claims', 'orders'], console: ['lots'] },
  shop: { portal: [], console: ['shop', 'set-up'] },
  set_up: { portal: [], console: ['set-up'] },
  incidents: { portal: [], console: ['incidents', 'today'] },
  decisions: { portal: [], console: ['claims', 'today'] },
  recoveries: { portal: [], console: ['recoveries', 'today'] },
  claim_terms: { portal: [], console: ['claim-terms', 'claim-choices', 'claims', 'settings'] },
  products: {
    portal: ['inventory'],
    console: [
      ...(['products', 'price-history', 'price-floors', 'regions', 'today', 'set-up'] as const),
      'partners',
    ],
  },
  price_lists: { portal: ['inventory'], console: ['price-lists', 'price-history', 'products'] },
  price_changes: { portal: [], console: ['price-changes', 'products'] },
  lots: { portal: [], console: ['lots', 'stock', 'today', 'set-up'] },
  imports: { portal: [], console: ['imports'] },
  stock_limits: { portal: [], console: ['stock-limits', 'settings'] },
  stock_levels: { portal: [], console: ['stock', 'today'] },
  withdrawn: { portal: [], console: ['withdrawn-codes', 'today'] },
  return_terms: { portal: [], console: ['return-terms', 'settings'] },
  proposals: { portal: [], console: ['proposals', 'partners', 'claims', 'deposits', 'today'] },
  quotas: { portal: [], console: ['quotas', 'partners', 'settings'] },
  suppliers: { portal: [], console: ['suppliers'] },
  emails: { portal: [], console: ['emails', 'today'] },
} as const satisfies Record<string, Stale>;

export type LiveTopic = keyof typeof liveTopics;

/** What is stale after a change of this topic, as the first parts of paths. */
export function staleAfter(topic: LiveTopic, webApp: WebApp): readonly string[] {
  return liveTopics[topic][webApp];
}
