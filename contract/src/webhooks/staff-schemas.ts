import { type Static, Type } from 'typebox';
import { EventEnvelope, eventTypeNames } from '../events/schemas.ts';
import { id, Mode, mayGrow, nullable, time } from '../kit/primitives.ts';
import {
  countedListOf,
  exportQuery,
  line,
  listOf,
  listQuery,
  oneOf,
  oneOfOrNull,
  request,
} from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import {
  WebhookAttempt,
  WebhookReplayCreate,
  webhookDeliveryStatuses,
  webhookEndpointStatuses,
  webhookStatusReasons,
} from './schemas.ts';
import { webhookHealthStates, webhookHealthViews } from './states.ts';
import { PortalWebhookDelivery, WebhookReplayQuery } from './web-app-schemas.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const p95 = nullable(
  Type.Integer({
    minimum: 0,
    description:
      'Milliseconds within which 95 of 100 attempts ended, up to the next bound of the histogram; null without any, and above 30 seconds.',
  }),
);

export const StaffWebhookEndpoint = Type.Object(
  {
    id: id('whe', 'Id of the endpoint.'),
    object: Type.Literal('webhook_endpoint'),
    partner: PartnerRef,
    mode: Mode,
    host: Type.String({
      description: 'Host and port. Staff do not see the rest of a URL, which may hold a secret.',
    }),
    description: nullable(
      Type.String({ description: 'What it is for, in the words of its owner.' }),
    ),
    events: Type.Array(Type.Enum([...eventTypeNames], mayGrow), {
      description: 'The event types that it receives.',
    }),
    concurrency: count('How many deliveries to it may run at once.'),
    state: oneOf(webhookHealthStates, 'How it fares.'),
    status: oneOf(webhookEndpointStatuses, 'Whether it receives events.'),
    status_reason: oneOfOrNull(
      webhookStatusReasons,
      'Why it is disabled; null while it is enabled.',
    ),
    status_at: time('Since when it is enabled or disabled.'),
    paused_at: nullable(time('Since when staff have paused it; null: they have not.')),
    staff_reason: nullable(
      Type.String({ description: 'Why staff paused or disabled it, as its owner reads it.' }),
    ),
    silent: Type.Boolean({
      description: 'Whether it accepted nothing for seven days although its business had events.',
    }),
    cannot_heal: Type.Boolean({
      description:
        'Whether its last attempt failed with 401, 404 or 410, which no repetition cures: its owner must act.',
    }),
    failing_since: nullable(time('The first failure since its last success.')),
    disabled_from: nullable(time('When it will be disabled unless a delivery succeeds.')),
    last_success_at: nullable(time('When a delivery last succeeded.')),
    waiting: count('Events that wait to be sent to it; more than 10,000 are not counted.'),
    oldest_waiting_at: nullable(time('Since when the oldest of them waits.')),
    attempts: count('Attempts of the last 24 hours.'),
    failures: count('Those of them that failed.'),
    p95_ms: p95,
    last_attempt: Type.Union([WebhookAttempt, Type.Null()], {
      description:
        'The last attempt to send its newest event that was tried; null if there is none.',
    }),
    created_at: time('When it was registered.'),
  },
  { title: 'StaffWebhookEndpoint', description: 'An endpoint of a partner, as staff see it.' },
);
export type StaffWebhookEndpoint = Static<typeof StaffWebhookEndpoint>;
export const StaffWebhookEndpointList = countedListOf(
  'StaffWebhookEndpointList',
  'Endpoints of all partners, newest first.',
  StaffWebhookEndpoint,
);

const whose = {
  partner_id: Type.Optional(Type.String({ maxLength: 60, description: 'Only of this partner.' })),
};
export const StaffWebhookEndpointQuery = listQuery({
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Part of a host.' })),
  view: Type.Optional(
    oneOf(
      webhookHealthViews,
      'Only those in this state. `attention`: what fails, waits, is paused, was disabled by us, or is silent. `silent`: accepted nothing ' +
        'for seven days although events arose. `cannot_heal`: answered 401, 404 or 410 last. `all` if left out.',
    ),
  ),
  ...whose,
});

export const WebhookWeekFilters = exportQuery(whose);
/** A line of the CSV of webhooks: the attempts of one endpoint in one week. */
export interface WebhookWeekLine {
  /** The Monday, as `2026-11-23`. */
  readonly week: string;
  readonly partner_id: string;
  readonly partner: string;
  readonly mode: 'live' | 'test';
  readonly endpoint_id: string;
  readonly host: string;
  readonly attempts: number;
  readonly failures: number;
  /** With two places. */
  readonly success_percent: unknown;
  readonly p95_ms: number | null;
}
/** The columns of the CSV of webhooks by week, in this order. */
export const webhookWeekColumns = [
  'week',
  'partner_id',
  'partner',
  'mode',
  'endpoint_id',
  'host',
  'attempts',
  'failures',
  'success_percent',
  'p95_ms',
] as const satisfies readonly (keyof WebhookWeekLine)[];

export const WebhookFigures = Type.Object(
  {
    object: Type.Literal('webhook_figures'),
    endpoints: count('Endpoints of all partners.'),
    attention: count('Those that staff should look at.'),
    failing: count('Those that fail.'),
    failing_partners: count('The businesses that they belong to.'),
    late: count('Those with an event that has waited for more than five minutes.'),
    paused: count('Those that staff have paused.'),
    silent: count('Those that accepted nothing for seven days although events arose.'),
    oldest_waiting_at: nullable(
      time('Since when the oldest event waits, at any endpoint that is not paused.'),
    ),
    workers: count('Processes that send now; 0 also where there was nothing to send.'),
    attempts: count('Attempts of the last hour.'),
    failures: count('Those of them that failed.'),
    p95_ms: p95,
    first_attempts: count('Events of the last hour whose first attempt depended on us alone.'),
    late_attempts: count('Those of them whose first attempt came after 30 seconds.'),
  },
  { title: 'WebhookFigures', description: 'The delivery of webhooks to all partners, in figures.' },
);
export type WebhookFigures = Static<typeof WebhookFigures>;

export const StaffWebhookDeliveryQuery = listQuery({
  status: Type.Optional(oneOf(webhookDeliveryStatuses, 'Only deliveries in this state.')),
  type: Type.Optional(oneOf(eventTypeNames, 'Only events of this type.')),
});
export const StaffWebhookDeliveryList = listOf(
  'StaffWebhookDeliveryList',
  'Deliveries to an endpoint, newest event first.',
  PortalWebhookDelivery,
);

export const StaffWebhookEvent = Type.Object(
  { object: Type.Literal('webhook_event_content'), event: EventEnvelope },
  { title: 'StaffWebhookEvent', description: 'An event as it is sent. No event holds a code.' },
);
export type StaffWebhookEvent = Static<typeof StaffWebhookEvent>;

export const WebhookReason = request('WebhookReason', 'Why.', {
  reason: line(500, 'Why, in words that the owner of the endpoint reads.'),
});
export const StaffReplayQuery = Type.Object(
  {
    since: WebhookReplayQuery.properties.since,
    until: Type.Optional(time('Only events that happened before then; by default up to now.')),
    what: WebhookReplayQuery.properties.what,
  },
  { additionalProperties: false },
);
export const StaffReplayCreate = request(
  'StaffReplayCreate',
  'Which events to send again, and why.',
  { ...WebhookReplayCreate.properties, ...WebhookReason.properties },
);
