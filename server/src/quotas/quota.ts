/** The kinds of owners of a quota. */
export type QuotaOf = 'business' | 'tenant' | 'person' | 'network';

interface Quota {
  /** The default per day (UTC); the operator may set another. */
  readonly perDay: number;
  readonly of: QuotaOf;
  /** What is counted, in the plural, for sentences. */
  readonly what: string;
}

/**
 * Every total that somebody else can make grow, and how much one day may add: far more than anybody needs, far less than fills a
 * disk. Everything that is in no quota is bounded by one of these.
 */
export const quotas = {
  files: { perDay: 200, of: 'business', what: 'files' },
  file_bytes: { perDay: 500 * 1024 * 1024, of: 'business', what: 'bytes of files' },
  tickets: { perDay: 50, of: 'business', what: 'tickets' },
  messages: { perDay: 500, of: 'business', what: 'messages' },
  claims: { perDay: 1_000, of: 'business', what: 'claims' },
  invitations: { perDay: 100, of: 'business', what: 'invitations' },
  webhook_endpoints: { perDay: 50, of: 'tenant', what: 'registered webhook endpoints' },
  webhook_tests: { perDay: 1_000, of: 'tenant', what: 'test events' },
  test_clock: { perDay: 200, of: 'tenant', what: 'advances of the test clock' },
  certifications: { perDay: 100, of: 'tenant', what: 'reported certifications' },
  test_orders: { perDay: 5_000, of: 'business', what: 'test orders' },
  test_codes: { perDay: 50_000, of: 'business', what: 'test codes' },
  purchase_lines: { perDay: 10_000, of: 'business', what: 'lines of purchases in the portal' },
  unknown_codes: { perDay: 200, of: 'business', what: 'codes that were not found by their text' },
  acts: { perDay: 5_000, of: 'person', what: 'acts in the portal' },
  refusal_records: { perDay: 200, of: 'person', what: 'refused calls on record' },
  link_requests: { perDay: 200, of: 'network', what: 'requests for a link by e-mail' },
} as const satisfies Readonly<Record<string, Quota>>;

export type QuotaName = keyof typeof quotas;

export const quotaNames: readonly QuotaName[] = Object.keys(quotas) as QuotaName[];

export function isQuotaName(text: string): text is QuotaName {
  return Object.hasOwn(quotas, text);
}
