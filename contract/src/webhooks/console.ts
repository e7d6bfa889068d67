import { Type } from 'typebox';
import {
  acting,
  fileReply,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { EventParams, WebhookEndpointParams, WebhookReplay } from './schemas.ts';
import {
  StaffReplayCreate,
  StaffReplayQuery,
  StaffWebhookDeliveryList,
  StaffWebhookDeliveryQuery,
  StaffWebhookEndpoint,
  StaffWebhookEndpointList,
  StaffWebhookEndpointQuery,
  StaffWebhookEvent,
  WebhookFigures,
  WebhookReason,
  WebhookWeekFilters,
} from './staff-schemas.ts';
import { PortalWebhookDelivery, WebhookReplayCount } from './web-app-schemas.ts';

const shared = { ...reading, tag: 'Webhooks', roles: ['admin', 'support', 'read_only'] } as const;
const one = { ...shared, params: WebhookEndpointParams } as const;
const event = {
  ...shared,
  params: Type.Object({ ...WebhookEndpointParams.properties, ...EventParams.properties }),
} as const;
const at = '/webhook-endpoints/{endpoint_id}';
const act = {
  ...acting,
  ...moving('rights'),
  tag: 'Webhooks',
  roles: ['admin', 'support'],
  params: WebhookEndpointParams,
  body: WebhookReason,
  replies: ok(StaffWebhookEndpoint, 'The endpoint.'),
  refusals: ['invalid_state'],
} as const;

/** Webhooks of all partners, as staff see and steer them. Never a secret, and of a URL only its host. */
export const consoleWebhookOperations = {
  listStaffEndpoints: {
    ...shared,
    id: 'listStaffEndpoints',
    path: '/webhook-endpoints',
    summary: 'List webhook endpoints of all partners',
    description: 'With their state and the figures of 24 hours, newest first.',
    query: StaffWebhookEndpointQuery,
    replies: okPage(StaffWebhookEndpointList, 'A page of endpoints.'),
  },
  exportWebhookWeeks: {
    ...shared,
    id: 'exportWebhookWeeks',
    onStandby: true,
    path: '/webhook-endpoints/export',
    summary: 'Download the attempts of each endpoint by week as CSV',
    description:
      'Of the last quarter, the newest week first, in weeks that begin on Monday in UTC.',
    query: WebhookWeekFilters,
    replies: fileReply('text/csv', 'One line per endpoint and week.'),
  },
  getWebhookFigures: {
    ...shared,
    id: 'getWebhookFigures',
    onStandby: true,
    path: '/webhook-endpoints/figures',
    summary: 'Read how webhooks of all partners are delivered',
    description: 'What waits, what fails, and the attempts of the last hour.',
    replies: ok(WebhookFigures, 'The figures.'),
  },
  getStaffEndpoint: {
    ...one,
    id: 'getStaffEndpoint',
    path: at,
    summary: 'Read a webhook endpoint of a partner',
    description: 'With its state, its last attempt and the figures of 24 hours.',
    replies: ok(StaffWebhookEndpoint, 'The endpoint.'),
  },
  listStaffDeliveries: {
    ...one,
    id: 'listStaffDeliveries',
    path: `${at}/deliveries`,
    summary: 'List deliveries to an endpoint',
    description: 'Newest event first, each with its last attempt.',
    query: StaffWebhookDeliveryQuery,
    replies: okPage(StaffWebhookDeliveryList, 'A page of deliveries.'),
  },
  getStaffDelivery: {
    ...event,
    id: 'getStaffDelivery',
    path: `${at}/deliveries/{event_id}`,
    summary: 'Read the delivery of one event to an endpoint',
    description: 'With every attempt, and what the endpoint replied. Not the event itself.',
    replies: ok(PortalWebhookDelivery, 'The delivery.'),
  },
  showWebhookEvent: {
    ...event,
    roles: ['admin', 'support'],
    id: 'showWebhookEvent',
    path: `${at}/events/{event_id}`,
    summary: 'Read an event as it is sent to an endpoint',
    description:
      'What the partner’s server gets. The audit says who read it. No event holds a code.',
    replies: ok(StaffWebhookEvent, 'The event.'),
  },
  pauseWebhookEndpoint: {
    ...act,
    id: 'pauseWebhookEndpoint',
    path: `${at}/pause`,
    summary: 'Pause sending to an endpoint',
    description:
      'Its events wait and none is dropped, for 30 days. Its owner is notified of the reason.',
  },
  unpauseWebhookEndpoint: {
    ...act,
    id: 'unpauseWebhookEndpoint',
    path: `${at}/unpause`,
    summary: 'End the pause of an endpoint',
    description: 'What waits is sent, the oldest first. Its owner is notified of the reason.',
  },
  disableWebhookEndpoint: {
    ...act,
    id: 'disableWebhookEndpoint',
    path: `${at}/disable`,
    summary: 'Disable an endpoint',
    description:
      'What waits is dropped, and can be replayed for 30 days. Its owner is notified of the reason, and can enable it again.',
  },
  enableWebhookEndpoint: {
    ...act,
    id: 'enableWebhookEndpoint',
    path: `${at}/enable`,
    summary: 'Enable an endpoint',
    description: 'It receives events from the next one on. Its owner is notified of the reason.',
  },
  countStaffReplay: {
    ...one,
    id: 'countStaffReplay',
    path: `${at}/replay`,
    summary: 'Count the events that a replay would send',
    description: 'The reply names the range for the replay itself.',
    query: StaffReplayQuery,
    replies: ok(WebhookReplayCount, 'How many, and which range.'),
  },
  replayForPartner: {
    ...acting,
    tag: 'Webhooks',
    roles: ['admin', 'support'],
    idempotent: true,
    params: WebhookEndpointParams,
    id: 'replayForPartner',
    path: `${at}/replay`,
    summary: 'Send a range of events again on behalf of a partner',
    description:
      'Those that were not delivered, or all, if the endpoint’s filter includes them; at most 10,000 events per call. Its owner is ' +
      'notified of the reason once for the whole range.',
    body: StaffReplayCreate,
    replies: ok(WebhookReplay, 'They are being sent.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
