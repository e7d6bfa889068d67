import type {
  EventType,
  WebhookAttemptError,
  WebhookDeliveryStatus,
  WebhookStatusReason,
} from '@psnb2b/contract';
import { groupDigits } from '@psnb2b/ui';

/** The texts of endpoints, and of every page that names one. */
export const words = {
  title: 'Webhooks',
  endpoint: 'Endpoint',
  about: 'About',
  state: 'State',
  health: 'Last 24 hours',
  last: 'Last attempt',
  add: 'Register an endpoint',
  addIn: { live: 'Register a live endpoint', test: 'Register a test endpoint' },
  none: 'No endpoints yet',
  noneHint: 'Your events are kept for 30 days and can be sent later.',
  url: 'URL',
  urlHint: 'https, on port 443 or 8443. We check it as you type.',
  urlSample: 'https://shop.example/hooks/psnb2b',
  description: 'What it is for',
  events: 'Events',
  concurrency: 'Deliveries at once',
  concurrencyHint: 'How many your server may be answering at a time, 1 to 32.',
  types: {
    'order.status_changed': 'Order changed',
    'claim.status_changed': 'Claim changed',
    'inventory.changed': 'Stock or prices changed',
    'balance.low': 'Balance is low',
    'deposit.credited': 'Deposit credited',
    'deposit.reversed': 'Deposit taken back',
    'key.rotated': 'API key rotated',
    'key.expiring': 'API key expires',
    'webhook_endpoint.failing': 'Webhook endpoint fails',
    'webhook_endpoint.disabled': 'Webhook endpoint disabled',
    'stream.restored': 'Service restored from a backup',
    'webhook.test': 'Test',
  } satisfies Record<EventType, string> as Readonly<Record<string, string>>,
  more: (count: number) => `and ${groupDigits(count)} more`,
  on: 'On',
  failing: 'Failing',
  paused: 'Paused by our staff',
  off: 'Off',
  since: 'since',
  reasons: {
    owner: 'You disabled it',
    operator: 'Our staff disabled it',
    gone: 'It answered 410 Gone',
    failing: 'Three days with nothing but failures',
  } satisfies Record<WebhookStatusReason, string>,
  success: (percent: string, total: string) => `${percent} of ${total} delivered`,
  quiet: 'No result yet',
  waiting: (count: string) => (count === '1' ? '1 event waits' : `${count} events wait`),
  never: 'Never',
  errors: {
    status: 'Your server did not answer with 2xx',
    redirect: 'Your server redirected; we follow no redirect',
    timeout: 'No complete answer within 10 seconds',
    dns: 'The host name did not resolve',
    address: 'The host resolved to an address that is not public',
    connection: 'No connection, or it was cut',
    tls: 'The certificate was not accepted',
    protocol: 'The answer was not HTTP',
  } satisfies Record<WebhookAttemptError, string>,
};

/** The texts of one endpoint. */
export const endpointWords = {
  failingTitle: 'This endpoint fails',
  failing: (error: string) => `${error}. We keep trying for 24 hours per event.`,
  disabledFrom: 'Without one success it is switched off',
  pausedTitle: 'Our staff have paused this endpoint',
  pausedSays:
    'Your events wait and none is dropped for 30 days. We send them when the pause ends. Write to support if you have questions.',
  offTitle: 'This endpoint is off',
  offSays:
    'It receives nothing. Repair your server, send a test, switch it on, then send the missed events again.',
  test: 'Send test',
  testing: 'The test was delivered',
  testFailed: 'The test failed',
  answered: (status: number | null, ms: string, bytes: string) =>
    status === null
      ? `No answer after ${ms} ms.`
      : `Your server answered ${status} in ${groupDigits(ms)} ms; the body was ${groupDigits(bytes)} bytes.`,
  once: 'A test is one attempt; it is not retried.',
  edit: 'Edit',
  saved: 'The endpoint was changed.',
  enable: 'Switch on',
  enableSays:
    'It receives events from the next one on. Send the missed ones again below once it works.',
  disable: 'Switch off',
  disableSays:
    'It receives nothing from now on. What is waiting is dropped; you can send it again later.',
  remove: 'Delete',
  removeSays: 'It receives nothing more, and its secret is destroyed. This cannot be undone.',
  rotate: 'Rotate the secret',
  rotateLead:
    'We make a new secret. Until the overlap ends, both secrets sign, so that your server can change over without losing an event.',
  overlap: 'The old secret also signs for',
  overlaps: {
    '86400': '24 hours',
    '604800': '7 days',
    '3600': 'One hour',
    '0': 'Not at all: it leaked',
  },
  rotating: 'Both secrets sign until',
  facts: 'Details',
  id: 'Endpoint id',
  created: 'Registered',
  lastSuccess: 'Last success',
  waits: 'Waiting',
  deliveries: 'Deliveries',
  all: 'See all',
  noDeliveries: 'Nothing has been sent yet.',
  secretTitle: 'Signing secret of your endpoint',
  secretLead:
    'We show it only this once. Store it where your server verifies deliveries; no page shows it again.',
  secret: 'the signing secret',
  verify: 'Verify a delivery in',
  sample: 'the sample',
  guide: 'The guide on webhooks',
  shownBefore:
    'It was registered, and its secret was shown before. Rotate the secret to see a new one.',
};

/** The texts about sending a range again. */
export const replayWords = {
  title: 'Send events again',
  lead: 'Events are kept for 30 days. Your server may receive some twice; the id stays the same.',
  since: 'Since',
  what: 'Which',
  whats: { failed: 'Recover failed', all: 'Send all' },
  count: (events: string, capped: boolean) =>
    `${capped ? 'More than ' : ''}${events} ${events === '1' ? 'event' : 'events'} would be sent again, oldest first.`,
  none: 'No event of this time would be sent again.',
  send: (events: string, capped: boolean) =>
    `Send ${capped ? 'more than ' : ''}${events} ${events === '1' ? 'event' : 'events'} again`,
  says: 'They are queued at once and sent as fast as your server answers.',
  progress: (events: string) =>
    `${events} ${events === '1' ? 'event is' : 'events are'} queued; the endpoint shows how many wait.`,
  off: 'Switch the endpoint on first.',
};

/** The texts of deliveries and events. */
export const eventWords = {
  eventsTitle: 'Events',
  eventsLead: 'Everything that happened, whether or not an endpoint received it. Kept for 30 days.',
  deliveriesTitle: 'Deliveries',
  deliveriesLead: 'What we sent to your endpoints, and what they answered.',
  from: 'From',
  to: 'To',
  type: 'Event',
  about: 'About',
  happened: 'Happened',
  state: 'State',
  statuses: {
    waiting: 'Waiting',
    delivered: 'Delivered',
    exhausted: 'Given up',
    dropped: 'Dropped',
  } satisfies Record<WebhookDeliveryStatus, string>,
  triesOf: (tries: string, max: number) => `${tries} of ${groupDigits(max)}`,
  answer: 'Last answer',
  next: 'Next try',
  noEvents: 'No events yet',
  noEventsHint: 'An order, a claim or a test makes the first one.',
  noDeliveries: 'No deliveries yet',
  noDeliveriesHint: 'They appear here as soon as an endpoint is sent an event.',
  again: 'Send again',
  sendNow: 'Send',
  queued: 'The event is queued.',
  notSent: 'Not sent to this endpoint',
  noEndpoints: 'There is no endpoint that could receive it.',
  body: 'What we send',
  headers: 'Headers',
  headersLead:
    'The same at every attempt. Each attempt also has its id in X-PSNB2B-Delivery, its time, and its signatures, which we do not store.',
  copyBody: 'the event',
  attempts: 'Attempts',
  ms: (ms: string) => `${ms} ms`,
  id: 'Event id',
  reply: 'Your answer',
  curlShort: 'curl',
  curl: 'the request as a curl command, without signatures',
};
