import { type Static, Type } from 'typebox';
import { EventEnvelope, eventTypeNames } from '../events/schemas.ts';
import { webhookEndpointsMax, webhookUrlLengthMax } from '../kit/limits.ts';
import { id, Mode, mayGrow, nullable, time } from '../kit/primitives.ts';
import {
  countedListOf,
  exportQuery,
  line,
  listOf,
  listQuery,
  oneOf,
  request,
} from '../kit/shapes.ts';
import {
  WebhookAttempt,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointCreate,
  WebhookEndpointSecret,
  WebhookEndpointUpdate,
  webhookDeliveryStatuses,
} from './schemas.ts';

const mode = Type.Optional(
  Type.Enum(['live', 'test'], {
    type: 'string',
    default: 'live',
    description: 'Live or test events.',
  }),
);
export const WebhookModeQuery = Type.Object({ mode }, { additionalProperties: false });

const description = line(100, 'What the endpoint is for, in your words.');
const count = (text: string) => Type.Integer({ minimum: 0, description: text });

/** What only people see of an endpoint, beside what the partner API shows. */
export const WebhookEndpointState = Type.Object({
  description: nullable(description),
  status_at: time('Since when it is enabled or disabled.'),
  staff_reason: nullable(
    Type.String({ description: 'Why our staff paused or disabled it; null: they did not.' }),
  ),
  disabled_from: nullable(
    time('When it will be disabled unless a delivery succeeds; null if it does not fail.'),
  ),
  waiting: count('Events that wait to be sent to it.'),
  delivered: count('Events of the last 24 hours that were delivered.'),
  failed: count('Events of the last 24 hours that are not sent again: exhausted or dropped.'),
  last_attempt: Type.Union([WebhookAttempt, Type.Null()], {
    description: 'The last attempt to send its newest event that was tried; null if there is none.',
  }),
});

export const PortalWebhookEndpoint = Type.Object(
  { ...WebhookEndpoint.properties, ...WebhookEndpointState.properties },
  { title: 'WebhookEndpoint', description: 'A URL that receives events, and how it fares.' },
);
export type PortalWebhookEndpoint = Static<typeof PortalWebhookEndpoint>;
export const PortalWebhookEndpointList = listOf(
  'WebhookEndpointList',
  `All endpoints of a mode, at most ${webhookEndpointsMax}, newest first.`,
  PortalWebhookEndpoint,
);
export const PortalWebhookEndpointSecret = Type.Object(
  { ...PortalWebhookEndpoint.properties, secret: WebhookEndpointSecret.properties.secret },
  { title: 'WebhookEndpointSecret', description: 'An endpoint, and its new secret.' },
);
export type PortalWebhookEndpointSecret = Static<typeof PortalWebhookEndpointSecret>;

export const PortalWebhookEndpointCreate = request(
  'WebhookEndpointCreate',
  'An endpoint to register.',
  { ...WebhookEndpointCreate.properties, description: Type.Optional(nullable(description)) },
);
export const PortalWebhookEndpointUpdate = request(
  'WebhookEndpointUpdate',
  'What to change; members that are left out stay.',
  { ...WebhookEndpointUpdate.properties, description: Type.Optional(nullable(description)) },
);
export const WebhookUrlCheck = request('WebhookUrlCheck', 'A URL to check.', {
  url: Type.String({
    minLength: 1,
    maxLength: webhookUrlLengthMax,
    description: 'The address of an endpoint.',
  }),
});

export const WebhookTrial = Type.Object(
  {
    object: Type.Literal('webhook_trial'),
    event_id: id('evt', 'The test event.'),
    attempt: WebhookAttempt,
    bytes: Type.Integer({ minimum: 0, description: 'Bytes of the answer’s body that were read.' }),
  },
  { title: 'WebhookTrial', description: 'The one attempt to send a test event.' },
);
export type WebhookTrial = Static<typeof WebhookTrial>;

/** What an event or a delivery is about. */
const aboutMembers = {
  event_id: id('evt', 'The event.'),
  sequence: Type.Integer({ minimum: 1, description: 'Its number.' }),
  type: Type.Enum([...eventTypeNames], { ...mayGrow, description: 'Its type.' }),
  about_id: nullable(
    Type.String({ description: 'The order, claim, key or endpoint that it is about.' }),
  ),
  created_at: time('When it happened.'),
};
const tries = count('Attempts since it was sent first, or sent again.');

export const PortalWebhookDelivery = Type.Object(
  {
    object: Type.Literal('webhook_delivery'),
    endpoint_id: id('whe', 'The endpoint.'),
    ...aboutMembers,
    status: WebhookDelivery.properties.status,
    tries,
    next_attempt_at: WebhookDelivery.properties.next_attempt_at,
    attempts: Type.Array(WebhookAttempt, {
      description: 'Every attempt, the first one first; in a list, only the last one.',
    }),
  },
  { title: 'WebhookDelivery', description: 'The delivery of one event to one endpoint.' },
);
export type PortalWebhookDelivery = Static<typeof PortalWebhookDelivery>;
export const PortalWebhookDeliveryList = countedListOf(
  'WebhookDeliveryList',
  'Deliveries, newest event first.',
  PortalWebhookDelivery,
);
const type = Type.Optional(oneOf(eventTypeNames, 'Only events of this type.'));
const period = {
  created_from: Type.Optional(time('Only of events that happened from this moment on.')),
  created_before: Type.Optional(time('Only of events that happened before this moment.')),
};
const deliveryFilters = {
  mode,
  endpoint_id: Type.Optional(id('whe', 'Only to this endpoint.')),
  status: Type.Optional(oneOf(webhookDeliveryStatuses, 'Only deliveries in this state.')),
  type,
  ...period,
};
export const PortalWebhookDeliveryQuery = listQuery(deliveryFilters);
export const PortalWebhookDeliveryFilters = exportQuery(deliveryFilters);
/** A line of the CSV of deliveries: what is known of each, and of its last attempt. */
export interface DeliveryCsvLine
  extends Omit<PortalWebhookDelivery, 'object' | 'attempts'>,
    Partial<Pick<WebhookAttempt, 'duration_ms' | 'error'>> {
  readonly attempted_at: string | undefined;
  readonly http_status: number | null | undefined;
}
/** The columns of the CSV of deliveries, in this order. */
export const deliveryCsvColumns = [
  'sequence',
  'event_id',
  'type',
  'about_id',
  'created_at',
  'endpoint_id',
  'status',
  'tries',
  'next_attempt_at',
  'attempted_at',
  'http_status',
  'duration_ms',
  'error',
] as const satisfies readonly (keyof DeliveryCsvLine)[];

export const WebhookEvent = Type.Object(
  { object: Type.Literal('webhook_event'), ...aboutMembers },
  { title: 'WebhookEvent', description: 'Something that happened, as endpoints are notified.' },
);
export type WebhookEvent = Static<typeof WebhookEvent>;
export const WebhookEventList = countedListOf(
  'WebhookEventList',
  'Events, newest first.',
  WebhookEvent,
);
const eventFilters = { mode, type, ...period };
export const WebhookEventQuery = listQuery(eventFilters);
export const WebhookEventFilters = exportQuery(eventFilters);
/** A line of the CSV of events: the event as it is sent, as JSON, in `data`. */
export interface EventCsvLine extends Omit<WebhookEvent, 'object'> {
  readonly data: string;
}
/** The columns of the CSV of events, in this order. */
export const eventCsvColumns = [
  'sequence',
  'event_id',
  'type',
  'about_id',
  'created_at',
  'data',
] as const satisfies readonly (keyof EventCsvLine)[];

export const WebhookEventDetail = Type.Object(
  {
    ...WebhookEvent.properties,
    mode: Mode,
    event: EventEnvelope,
    headers: Type.Record(Type.String(), Type.String(), {
      description:
        'The headers that are the same at every attempt. Signatures are not stored: each attempt is signed when it is sent.',
    }),
    deliveries: Type.Array(PortalWebhookDelivery, { description: 'Its deliveries, by endpoint.' }),
  },
  { title: 'WebhookEventDetail', description: 'An event as it is sent, and its deliveries.' },
);
export type WebhookEventDetail = Static<typeof WebhookEventDetail>;

const replayWhat = ['failed', 'all'] as const;
export const WebhookReplayQuery = Type.Object(
  {
    mode,
    since: Type.Optional(
      time('Only events that happened from then on; by default all that are stored.'),
    ),
    what: Type.Optional(
      oneOf(replayWhat, 'Only events that were not delivered (the default), or all.'),
    ),
  },
  { additionalProperties: false },
);
export const WebhookReplayCount = Type.Object(
  {
    object: Type.Literal('webhook_replay_count'),
    endpoint_id: id('whe', 'The endpoint.'),
    events: count('Events that would be sent again.'),
    capped: Type.Boolean({ description: 'Whether there are more than were counted.' }),
    after: count('The `sequence` after which the range begins.'),
    through: count('The last `sequence` of the range.'),
  },
  { title: 'WebhookReplayCount', description: 'What a replay would send.' },
);
export type WebhookReplayCount = Static<typeof WebhookReplayCount>;
