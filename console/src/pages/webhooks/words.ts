import type {
  WebhookAttemptError,
  WebhookDeliveryStatus,
  WebhookStatusReason,
} from '@psnb2b/contract';
import type { WebhookHealthState, WebhookHealthView } from '@psnb2b/contract/states';
import { groupDigits } from '@psnb2b/ui';

const endpoints = (count: number) =>
  count === 1 ? '1 endpoint' : `${groupDigits(count)} endpoints`;

/** The texts of the webhooks of all partners. */
export const words = {
  title: 'Webhooks',
  lead: 'Endpoints of all partners. The list opens with what fails, waits or is silent.',
  export: 'Export weeks as CSV',
  exportHint: 'Attempts and failures of each endpoint by week, for the last quarter.',
  find: 'Part of a host',
  partner: 'Business',
  host: 'Endpoint',
  state: 'State',
  states: {
    working: 'Working',
    failing: 'Failing',
    late: 'Late',
    paused: 'Paused',
    disabled: 'Disabled',
  } satisfies Record<WebhookHealthState, string>,
  views: {
    attention: 'To look at',
    all: 'All',
    working: 'Working',
    failing: 'Failing',
    late: 'Late: waiting over 5 minutes',
    paused: 'Paused',
    disabled: 'Disabled',
    silent: 'Silent for 7 days',
    cannot_heal: 'Cannot heal by itself',
  } satisfies Record<WebhookHealthView, string>,
  silent: 'No delivery for 7 days although events arose',
  cannotHeal: 'Cannot heal by itself: the owner must act',
  since: 'since',
  reasons: {
    owner: 'Disabled by its owner',
    operator: 'Disabled by staff',
    gone: 'It answered 410 Gone',
    failing: 'Three days with nothing but failures',
  } satisfies Record<WebhookStatusReason, string>,
  success: 'Attempts in 24 hours',
  succeeded: (percent: string) => `${percent} succeeded`,
  noAttempts: 'None',
  backlog: 'Waiting',
  waitingMax: 'over 10,000',
  p95: '95\u00a0% within',
  ms: (ms: number) => `${groupDigits(ms)} ms`,
  disabledFrom: 'Disabled at',
  noneAttention: 'Every endpoint takes its events',
  noneAttentionHint:
    'Nothing fails, waits over five minutes or is silent. Choose “All” to see all.',
  none: 'No endpoints',
  noneHint: 'Partners register their endpoints in the portal or by API.',

  figures: 'Delivery to all partners',
  sentNow: 'Sent in the last hour',
  sent: (attempts: number, minutes: number) =>
    attempts === 0
      ? '0'
      : `${groupDigits(attempts)}, ${groupDigits(Math.round(attempts / minutes))} a minute`,
  hourSuccess: 'Succeeded',
  hourP95: '95\u00a0% answered within',
  firstIn30: 'First attempts within 30 s',
  oldest: 'Oldest waiting event',
  nothingWaits: 'Nothing waits',
  workers: 'Processes that send now',
  some: (failing: number, partners: number) =>
    `${endpoints(failing)} of ${partners === 1 ? '1 partner' : `${groupDigits(partners)} partners`} fail${failing === 1 ? 's' : ''}. Each endpoint has its own queue, so the others are not slowed.`,
  allWell: (count: number) => `No endpoint of ${groupDigits(count)} fails.`,

  facts: 'Endpoint',
  description: 'For',
  mode: 'Mode',
  events: 'Events',
  concurrency: 'Deliveries at once',
  lastSuccess: 'Last success',
  registered: 'Registered',
  id: 'Id',
  audit: 'History',
  seeAudit: 'What was done with it',
  deliveries: 'Deliveries',
  noDeliveries: 'Nothing has been sent yet',
  noDeliveriesHint: 'Deliveries appear here once the endpoint is sent an event.',
  event: 'Event',
  deliveryStatus: 'Delivery',
  deliveryStatuses: {
    waiting: 'Waiting',
    delivered: 'Delivered',
    exhausted: 'Given up',
    dropped: 'Dropped',
  } satisfies Record<WebhookDeliveryStatus, string>,
  answer: 'Last answer',
  happened: 'Happened',
  next: 'Next try',
  attempts: 'Attempts',
  attemptsOf: (event: string) => `Attempts to send event ${event}`,
  noAttemptsYet: 'No attempt yet.',
  reply: 'Reply',
  showContent: 'Show the event',
  contentHint: 'What the partner’s server gets. The audit says that you read it.',
  content: 'the event',
  errors: {
    status: 'not 2xx',
    redirect: 'a redirect, which we do not follow',
    timeout: 'No complete answer within 10 seconds',
    dns: 'The host name did not resolve',
    address: 'The host resolved to an address that is not public',
    connection: 'No connection, or it was cut',
    tls: 'The certificate was not accepted',
    protocol: 'The answer was not HTTP',
  } satisfies Record<WebhookAttemptError, string>,

  write: 'Write to the partner',
  letterSubject: (host: string) => `Your webhook endpoint at ${host}`,
  letter: {
    greeting: 'Hello,',
    about: (mode: string, host: string, id: string) =>
      `this is about your ${mode} webhook endpoint at ${host} (${id}).`,
    fails: (since: string, why: string) => `It has failed since ${since}: ${why}.`,
    answered: (status: number | null, error: string) =>
      status === null ? error : `your server answered ${status} (${error})`,
    cannotHeal: 'Our repetitions cannot cure that: please check its address and what it expects.',
    disabledFrom: (at: string) => `Without a success we disable it at ${at}.`,
    disabled: 'It is disabled and receives nothing. You can enable it again in the portal.',
    silent:
      'It has received nothing for seven days although you had events: please check its filter.',
    waiting: (events: string) => `${events}.`,
    end: 'Every event is kept for 30 days: you can replay what you missed in the portal or by API.',
  },
  reason: 'Reason (the owner reads this)',
  pause: 'Pause',
  pauseSays: (waiting: string) =>
    `Nothing is sent to it until somebody ends the pause. ${waiting} now; all wait, and none is dropped for 30 days.`,
  paused: 'Sending is paused.',
  unpause: 'End the pause',
  unpauseSays: (waiting: string) => `${waiting} and will be sent at once, oldest first.`,
  unpaused: 'The pause is over.',
  disable: 'Disable',
  disableSays: (waiting: string) =>
    `${waiting} and will be dropped. Its owner can enable it again and replay the events of 30 days.`,
  disabled: 'The endpoint is disabled.',
  enable: 'Enable',
  enableSays: 'It receives events from the next one on. Replay what it missed below.',
  enabled: 'The endpoint is enabled.',
  eventsWait: (count: number) => {
    if (count === 1) return '1 event waits';
    return `${count >= 10_000 ? 'More than 10,000' : groupDigits(count)} events wait`;
  },
  pausedTitle: 'Staff have paused this endpoint',
  disabledTitle: 'This endpoint is disabled',
  failingTitle: 'This endpoint fails',
  failingSays: 'Every event is tried for 24 hours. Without one success the endpoint is disabled',
  lateTitle: 'Events wait longer than they should',
  lateSays:
    'The oldest has waited for more than five minutes and the endpoint does not fail: check that a worker runs.',

  replay: 'Replay for the partner',
  replayLead:
    'Events are kept for 30 days. The server may receive some twice; their ids stay the same.',
  from: 'From',
  until: 'Until',
  which: 'Which',
  whats: { failed: 'Not delivered', all: 'All' },
  count: (count: number, capped: boolean) =>
    `${capped ? 'More than ' : ''}${groupDigits(count)} ${count === 1 ? 'event' : 'events'} would be sent again, oldest first.`,
  nothing: 'No event of this time would be sent again.',
  send: (count: number, capped: boolean) =>
    `Replay ${capped ? 'more than ' : ''}${groupDigits(count)} ${count === 1 ? 'event' : 'events'}`,
  sendSays: 'They are queued at once and sent as fast as the server answers.',
  queued: (count: number) =>
    `${groupDigits(count)} ${count === 1 ? 'event is' : 'events are'} queued.`,
  enableFirst: 'Enable the endpoint first.',
};
