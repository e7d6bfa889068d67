/** What happens to the rows of a table in the long run. */
export type Life =
  /** A job of the worker deletes the rows, or drops the partitions, that are older than so many days. */
  | { readonly is: 'pruned' | 'partitioned'; readonly by: string; readonly days: number }
  /** The rows end with something else, or there is one for each of a few things; all of them are there after so many days, if it takes any. */
  | { readonly is: 'bounded'; readonly reason: string; readonly fillsDays?: number }
  /** The rows are kept for ever. */
  | { readonly is: 'kept'; readonly reason: string };

const pruned = (by: string, days: number): Life => ({ is: 'pruned', by, days });
const bounded = (reason: string, fillsDays = 0): Life => ({ is: 'bounded', reason, fillsDays });
const kept = (reason: string): Life => ({ is: 'kept', reason });

const BOOKS = kept('the books: what was sold, paid and promised, for as long as the shop exists');
const PROOF = kept('proof of who did what; the chain over it would break');
const PEOPLE = kept('one for each act of a person, which quotas and the pace of people limit');
const SETTINGS = bounded('one for each setting, product, region, price or tier that staff keep');
const PARTNERS = bounded('a few for each business');
const PERSONS = bounded('a few for each person with an account');
const ONE = bounded('one row, or one for each process or kind');

/** Every table of the database, by schema. A new table needs a line here. */
export const LIVES: Readonly<Record<string, Readonly<Record<string, Life>>>> = {
  alerts: {
    rules: PERSONS,
    firings: bounded('one for each rule and thing it watches'),
    announced: bounded('removed when the thing is well again'),
  },
  audit: {
    entries: PROOF,
    chain: PROOF,
    head: ONE,
    signed_heads: PROOF,
    verified: ONE,
    listed: PROOF,
  },
  backups: {
    made: kept('one for each backup'),
    schedule: ONE,
    wal_archives: kept('one for each change of the schedule, deleted with its last backup'),
  },
  bank_statements: {
    accounts: SETTINGS,
    statements: BOOKS,
    lines: BOOKS,
    statement_lines: BOOKS,
    parts: BOOKS,
    payers: PARTNERS,
    returns_denied: BOOKS,
  },
  catalog: {
    regions: SETTINGS,
    products: SETTINGS,
    prices: SETTINGS,
    partner_prices: SETTINGS,
    tiers: SETTINGS,
    tier_sets: PEOPLE,
    price_changes: PEOPLE,
    price_change_lines: PEOPLE,
    price_history: PEOPLE,
    price_floors: SETTINGS,
    price_lists: SETTINGS,
    price_list_prices: SETTINGS,
    price_list_partners: SETTINGS,
    product_floors: SETTINGS,
  },
  claims: {
    claims: BOOKS,
    codes: BOOKS,
    messages: BOOKS,
    evidence: BOOKS,
    decisions: BOOKS,
    decision_limits: SETTINGS,
  },
  deposit_methods: { methods: SETTINGS, creditor_references: PARTNERS, addresses: PARTNERS },
  events: {
    streams: PARTNERS,
    outbox: pruned('prune-webhooks', 31),
    holes: kept('one for each stream and restore'),
  },
  files: {
    files: kept('one for each file of a person; those that nothing names are dropped'),
    pieces: kept('the content of those files'),
  },
  funding: { deposits: BOOKS, adjustments: BOOKS },
  identity: {
    users: PERSONS,
    sessions: pruned('prune-identity', 0),
    recovery_codes: PERSONS,
    passkeys: PERSONS,
    challenges: pruned('prune-identity', 0),
    links: pruned('prune-identity', 30),
    failures: pruned('prune-identity', 30),
    notifications: pruned('prune-identity', 180),
    views: PERSONS,
    email_tests: PEOPLE,
    access_reviews: PEOPLE,
  },
  imports: { imports: PEOPLE, pieces: bounded('deleted when their import ends') },
  invoicing: {
    series: SETTINGS,
    books: PARTNERS,
    drafts: PARTNERS,
    documents: BOOKS,
    lines: BOOKS,
    lost_numbers: BOOKS,
    payment_terms: SETTINGS,
    tenant_terms: PARTNERS,
    reminders: BOOKS,
  },
  kit: {
    versions: ONE,
    idempotency: pruned('prune-idempotency', 30),
    acts: pruned('prune-idempotency', 30),
    emails: pruned('prune-emails', 180),
    trusted_time: ONE,
    commit_probe: ONE,
    changes: pruned('forget-changes', 0),
    nodes: bounded('one for each process; those of the day before are deleted'),
    spendings: bounded('one for each key that was used in the last minute'),
    spending_epoch: ONE,
    epochs: kept('one for each restore'),
    gaps: kept('one for each business and restore'),
  },
  ledger: { accounts: PARTNERS, transfers: BOOKS, postings: BOOKS },
  orders: {
    orders: BOOKS,
    ranges: BOOKS,
    refunds: BOOKS,
    withdrawn: BOOKS,
    known_codes: BOOKS,
    code_moves: BOOKS,
    queue: bounded('deleted when its order is filled or ends'),
    return_terms: SETTINGS,
    approval_notices: bounded('deleted when its order is decided'),
    nexts: bounded('deleted when it is played'),
  },
  partners: {
    certifications: PARTNERS,
    partners: PARTNERS,
    tenants: PARTNERS,
    keys: PARTNERS,
    key_usage: pruned('prune-key-usage', 7),
    profiles: PARTNERS,
    kyc_cases: PARTNERS,
    kyc_marks: PARTNERS,
    kyc_documents: PARTNERS,
    kyc_steps: PEOPLE,
    waiting_keys: bounded('deleted when they are seen, or after a day'),
    notes: PEOPLE,
    manual_tiers: PARTNERS,
    test_clocks: PARTNERS,
  },
  proposals: { proposals: PEOPLE, raised_alone: PEOPLE },
  public: { migrations: bounded('one for each migration') },
  purchases: { purchases: BOOKS, lines: BOOKS, favourites: PERSONS },
  quotas: { limits: SETTINGS, uses: pruned('prune-quotas', 7) },
  recalls: { notices: BOOKS, codes: BOOKS, readings: PEOPLE },
  request_log: {
    calls: { is: 'partitioned', by: 'drop-request-log', days: 7 },
    gaps: pruned('drop-request-log', 7),
    last_uses: PARTNERS,
  },
  sales: {
    days: kept('one for each day, product and business that bought'),
    money_days: kept('one for each day and business whose money moved'),
    house_days: kept('one for each day'),
    marks: ONE,
    state: ONE,
    checks: kept('one for each day'),
    checked_days: kept('one for each day'),
  },
  service_levels: { terms: SETTINGS },
  shop: {
    settings: ONE,
    logos: PEOPLE,
    logo: ONE,
    set_up_dismissal: ONE,
    backup_statement: ONE,
    demo: ONE,
  },
  status: {
    minutes: pruned('roll-up-status', 3),
    days: kept('one for each day and kind of figure'),
    incidents: PEOPLE,
    incident_updates: PEOPLE,
  },
  stock: {
    shelves: SETTINGS,
    lots: BOOKS,
    runs: BOOKS,
    codes: BOOKS,
    lanes: BOOKS,
    rejects: kept('lines of imported files that were refused'),
    epoch: ONE,
    lot_shapes: BOOKS,
    code_patterns: SETTINGS,
    paces: SETTINGS,
    sold_out_days: bounded('days of one quarter for each product', 92),
    thresholds: SETTINGS,
    limits: SETTINGS,
    discards: BOOKS,
    lost_codes: BOOKS,
  },
  supplier_claims: { recoveries: BOOKS },
  suppliers: { suppliers: SETTINGS },
  support: { tickets: PEOPLE, messages: PEOPLE, canned_answers: SETTINGS },
  vault: { key_encryption_keys: ONE, data_keys: BOOKS, named_keys: ONE },
  webhooks: {
    endpoints: PARTNERS,
    secrets: PARTNERS,
    cursors: PARTNERS,
    deliveries: pruned('prune-webhooks', 31),
    attempts: pruned('prune-webhooks', 31),
    notices: kept('one for each time that an endpoint was disabled'),
    inventory_marks: PARTNERS,
    sums: pruned('prune-webhooks', 98),
  },
};
