import { some } from '../../some.ts';
/** The texts of the audit. */
export const auditWords = {
  title: 'Audit',
  lead: 'Who did what to what, when and from where. Entries are chained, so that nobody can change one unnoticed.',
  search: 'Search: a name, an id, an address, a value',
  at: 'Time',
  what: 'What happened',
  actor: 'Who',
  kind: 'Kind of thing',
  action: 'Action',
  about: 'About an id',
  address: 'From address',
  reason: 'Reason',
  show: 'Show',
  entry: (id: string) => `Entry ${id}`,
  request: 'Request',
  position: 'Position in the chain',
  unchained: 'not chained yet',
  none: 'No entries',
  from: 'From',
  to: 'To',
  server: 'The server',
  commandLine: 'The command line',
  apiKey: (id: string) => `API key ${id}`,
  member: 'What',
  before: 'Before',
  after: 'After',
  nothing: '–',
  notVerified: 'The chain has not been verified yet.',
  verifiedTo: (entry: string) => `Chain verified to entry ${entry},`,
  wholeVerified: 'every entry computed again',
  brokenAt: (entry: string) => `Entry ${entry} of the log does not fit the entries before it`,
  brokenSince: 'The server found this at',
  brokenHint:
    'Somebody changed the database past the software, or a backup was restored in part. Compare the published heads of the chain, and keep the database as it is.',
};

const UNITS = /_(bps|ms|seconds|hours)$/;

/** A recorded member as words: `requests_per_minute` is “Requests per minute”. */
export function memberWords(member: string): string {
  const words = member
    .replace(UNITS, '')
    .replaceAll('_', ' ')
    .replace(/\bcidr\b/, 'addresses')
    .replace(/^(sku|url|ip)\b/, (short) => short.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The texts of the outbox. */
export const emailWords = {
  title: 'E-mail',
  lead: 'Every e-mail that was sent or waits to be sent.',
  to: 'To',
  subject: 'Subject',
  views: 'Views of the outbox',
  undeliverable: 'Undeliverable',
  all: 'All',
  status: 'State',
  statuses: {
    waiting: 'Waiting',
    sent: 'Sent',
    kept: 'Kept',
    failed: 'Undeliverable',
  },
  keptHint: 'No mail server is configured, so messages can only be read here.',
  attempts: 'Attempts',
  created: 'Written',
  sent: 'Sent at',
  error: 'Answer of the mail server',
  template: 'Kind',
  none: 'No e-mail yet',
  text: 'Text',
  link: 'the link',
  retry: 'Try again',
  retried: 'We will try again.',
  retrySays: (emails: number) => `${some(emails, 'e-mail is', 'e-mails are')} sent once more.`,
  retryCount: (emails: number) => `Send ${some(emails, 'e-mail')} again`,
  notFailed: 'It is not undeliverable.',
};
