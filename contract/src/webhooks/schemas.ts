import { type Static, Type } from 'typebox';
import { type EventType, eventTypeNames } from '../events/schemas.ts';
import {
  webhookConcurrencyDefault,
  webhookConcurrencyMax,
  webhookOverlapSecondsDefault,
  webhookOverlapSecondsMax,
  webhookUrlLengthMax,
} from '../kit/limits.ts';
import {
  id,
  Mode,
  mayGrow,
  nullable,
  nullableEnum,
  pageMembers,
  pageQuery,
  repeatable,
  time,
} from '../kit/primitives.ts';
import { idParam } from '../kit/shapes.ts';
import { webhookSecretPattern } from './signature.ts';

export const webhookEndpointStatuses = ['enabled', 'disabled'] as const;
export type WebhookEndpointStatus = (typeof webhookEndpointStatuses)[number];

/** Why an endpoint is disabled. */
export const webhookStatusReasons = ['owner', 'operator', 'gone', 'failing'] as const;
export type WebhookStatusReason = (typeof webhookStatusReasons)[number];

export const webhookDeliveryStatuses = ['waiting', 'delivered', 'exhausted', 'dropped'] as const;
export type WebhookDeliveryStatus = (typeof webhookDeliveryStatuses)[number];

/** Why an attempt failed. */
export const webhookAttemptErrors = {
  status: 'The receiver answered with another status than 2xx.',
  redirect: 'The receiver answered with a redirect, which we never follow.',
  timeout: 'The complete response did not arrive within 10 seconds.',
  dns: 'The name of the host did not resolve.',
  address: 'The host resolved to an address that is not public; nothing was sent.',
  connection: 'No connection was made, or it was cut.',
  tls: 'The certificate of the host was not accepted.',
  protocol: 'The answer was not HTTP.',
} as const;
export type WebhookAttemptError = keyof typeof webhookAttemptErrors;

/** The headers of an answer that are kept. None of them holds a secret; of `location`, the query is left out. */
export const webhookReplyHeaderNames = [
  'content-type',
  'content-length',
  'date',
  'server',
  'via',
  'location',
  'retry-after',
  'allow',
  'x-request-id',
  'x-amzn-requestid',
  'cf-ray',
] as const;

const Url = Type.String({
  minLength: 1,
  maxLength: webhookUrlLengthMax,
  description:
    'Where to POST: https, on port 443 or 8443, without user or password, on a host whose every address is public.',
});

const EventFilter = Type.Array(Type.Enum([...eventTypeNames], { type: 'string' }), {
  minItems: 1,
  maxItems: 20,
  uniqueItems: true,
  description: 'The event types that it receives.',
});

const concurrency = (description: string) =>
  Type.Integer({ minimum: 1, maximum: webhookConcurrencyMax, description });
const Concurrency = concurrency(
  'How many deliveries to it may run at once. Events about one order still arrive one after another.',
);

const endpointMembers = {
  id: id('whe', 'Id of the endpoint.'),
  object: Type.Literal('webhook_endpoint'),
  mode: Mode,
  url: Type.String({ description: 'Where events are sent.' }),
  events: Type.Array(Type.Enum([...eventTypeNames] as EventType[], mayGrow), {
    description: 'The event types that it receives.',
  }),
  concurrency: Concurrency,
  status: Type.Enum([...webhookEndpointStatuses], {
    type: 'string',
    description:
      'A disabled endpoint receives nothing, and misses the events that happen meanwhile.',
  }),
  status_reason: nullableEnum(
    webhookStatusReasons,
    'Why it is disabled: by you (`owner`), by the `operator`, because it answered 410 (`gone`), or after three ' +
      'days with nothing but failures (`failing`). Null while it is enabled.',
  ),
  paused_at: nullable(
    time(
      'Since when our staff have paused sending to it: events wait, and none is dropped. Null: not paused.',
    ),
  ),
  failing_since: nullable(time('The first failure since its last success; null when all is well.')),
  last_success_at: nullable(time('When a delivery last succeeded.')),
  rotation_ends_at: nullable(
    time('Until when the previous secret signs as well; null without a running rotation.'),
  ),
  created_at: time('When it was registered.'),
};

export const WebhookEndpoint = Type.Object(endpointMembers, {
  title: 'WebhookEndpoint',
  description: 'A URL of yours that receives events.',
});
export type WebhookEndpoint = Static<typeof WebhookEndpoint>;

export const WebhookEndpointSecret = Type.Object(
  {
    ...endpointMembers,
    secret: Type.Optional(
      Type.String({
        pattern: webhookSecretPattern,
        description: 'The key of both signatures. Shown in this reply only, never in a replay.',
        'x-secret': true,
      }),
    ),
  },
  { title: 'WebhookEndpointSecret', description: 'An endpoint, and its new secret.' },
);
export type WebhookEndpointSecret = Static<typeof WebhookEndpointSecret>;

export const WebhookEndpointList = Type.Object(
  { object: Type.Literal('list'), data: Type.Array(WebhookEndpoint), ...pageMembers },
  { title: 'WebhookEndpointList', description: 'A page of endpoints, newest first.' },
);
export type WebhookEndpointList = Static<typeof WebhookEndpointList>;

export const WebhookEndpointListQuery = Type.Object(
  { ...pageQuery },
  { additionalProperties: false },
);
export type WebhookEndpointListQuery = Static<typeof WebhookEndpointListQuery>;

export const WebhookEndpointCreate = Type.Object(
  {
    url: Url,
    events: Type.Optional(EventFilter),
    concurrency: Type.Optional(
      concurrency(
        `How many deliveries to it may run at once; ${webhookConcurrencyDefault} if left out.`,
      ),
    ),
  },
  {
    additionalProperties: false,
    title: 'WebhookEndpointCreate',
    description:
      'An endpoint to register. Without `events` it receives all types except `inventory.changed`.',
  },
);
export type WebhookEndpointCreate = Static<typeof WebhookEndpointCreate>;

export const WebhookEndpointUpdate = Type.Object(
  {
    url: Type.Optional(Url),
    events: Type.Optional(EventFilter),
    concurrency: Type.Optional(Concurrency),
    status: Type.Optional(
      Type.Enum([...webhookEndpointStatuses], {
        type: 'string',
        description: '`disabled` drops waiting deliveries; `enabled` begins with the next event.',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'WebhookEndpointUpdate',
    description: 'What to change; members that are left out stay.',
  },
);
export type WebhookEndpointUpdate = Static<typeof WebhookEndpointUpdate>;

export const WebhookRotation = Type.Object(
  {
    overlap_seconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: webhookOverlapSecondsMax,
        default: webhookOverlapSecondsDefault,
        description: 'How long the old secret signs as well; 0 ends it at once.',
      }),
    ),
  },
  { additionalProperties: false, title: 'WebhookRotation', description: 'How to rotate.' },
);
export type WebhookRotation = Static<typeof WebhookRotation>;

export const WebhookAttempt = Type.Object(
  {
    id: id('whd', 'Id of the attempt, as sent in `X-PSNB2B-Delivery`.'),
    at: time('When it began.'),
    status: nullable(Type.Integer({ description: 'HTTP status of the answer; null without one.' })),
    duration_ms: Type.Integer({ minimum: 0, description: 'How long it took.' }),
    error: nullableEnum(
      Object.keys(webhookAttemptErrors) as WebhookAttemptError[],
      'Why it failed; null when it succeeded.',
    ),
    reply: nullable(Type.String({ description: 'The first 1 KiB of the answer; null if empty.' })),
    reply_headers: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()], {
      description: `Of a failed attempt, those of these headers that the answer had: ${webhookReplyHeaderNames
        .map((name) => `\`${name}\``)
        .join(', ')}. Null if it had none, or succeeded.`,
    }),
  },
  { title: 'WebhookAttempt', description: 'One POST to an endpoint.' },
);
export type WebhookAttempt = Static<typeof WebhookAttempt>;

export const WebhookDelivery = Type.Object(
  {
    object: Type.Literal('webhook_delivery'),
    event_id: id('evt', 'The event.'),
    type: Type.Enum([...eventTypeNames] as EventType[], {
      type: 'string',
      description: 'Its type.',
    }),
    sequence: Type.Integer({ minimum: 1, description: 'Its number.' }),
    status: Type.Enum([...webhookDeliveryStatuses], {
      type: 'string',
      description:
        '`waiting` for the next attempt, `delivered`, `exhausted` after the last attempt, or `dropped` because the ' +
        'endpoint was disabled. All can be sent again.',
    }),
    next_attempt_at: nullable(time('When it is tried again; null unless it waits.')),
    attempts: Type.Array(WebhookAttempt, { description: 'Every attempt, the first one first.' }),
  },
  { title: 'WebhookDelivery', description: 'The delivery of one event to one endpoint.' },
);
export type WebhookDelivery = Static<typeof WebhookDelivery>;

export const WebhookDeliveryList = Type.Object(
  { object: Type.Literal('list'), data: Type.Array(WebhookDelivery), ...pageMembers },
  { title: 'WebhookDeliveryList', description: 'A page of deliveries, newest event first.' },
);
export type WebhookDeliveryList = Static<typeof WebhookDeliveryList>;

export const WebhookDeliveryListQuery = Type.Object(
  {
    status: Type.Optional(
      repeatable(
        Type.Enum([...webhookDeliveryStatuses], { type: 'string' }),
        'Only deliveries in this state.',
      ),
    ),
    ...pageQuery,
  },
  { additionalProperties: false },
);
export type WebhookDeliveryListQuery = Static<typeof WebhookDeliveryListQuery>;

export const WebhookReplayCreate = Type.Object(
  {
    after: Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Events with a higher `sequence` than this are sent again.',
    }),
    through: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'The last `sequence` to send; by default the newest.',
      }),
    ),
    include_delivered: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Whether delivered events are sent again as well.',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'WebhookReplayCreate',
    description: 'A range of events to send again.',
  },
);
export type WebhookReplayCreate = Static<typeof WebhookReplayCreate>;

export const WebhookReplay = Type.Object(
  {
    object: Type.Literal('webhook_replay'),
    endpoint_id: id('whe', 'The endpoint.'),
    events: Type.Integer({ minimum: 0, description: 'Events that are due again.' }),
    through: Type.Integer({
      minimum: 0,
      description: 'The last `sequence` covered; if `has_more`, continue with it as `after`.',
    }),
    has_more: Type.Boolean({ description: 'Whether the range continues after `through`.' }),
  },
  { title: 'WebhookReplay', description: 'The events that are sent again.' },
);
export type WebhookReplay = Static<typeof WebhookReplay>;

export const WebhookEndpointParams = idParam(
  'endpoint_id',
  'Id of the endpoint.',
  'whe_01m84j5stvek8taznva0d678kp',
);

export const WebhookRedeliveryCreate = Type.Object(
  {
    endpoint_id: Type.Optional(
      Type.String({
        description: 'Only to this endpoint; by default to all that receive this type.',
      }),
    ),
  },
  { additionalProperties: false, title: 'WebhookRedeliveryCreate', description: 'Where to.' },
);
export type WebhookRedeliveryCreate = Static<typeof WebhookRedeliveryCreate>;

export const WebhookRedelivery = Type.Object(
  {
    object: Type.Literal('webhook_redelivery'),
    event_id: id('evt', 'The event.'),
    endpoint_ids: Type.Array(id('whe', 'An endpoint that it is sent to again.')),
  },
  { title: 'WebhookRedelivery', description: 'Where an event is sent again.' },
);
export type WebhookRedelivery = Static<typeof WebhookRedelivery>;

export const EventParams = idParam(
  'event_id',
  'Id of the event.',
  'evt_01m84j5stvek8taznva0d678kp',
);
