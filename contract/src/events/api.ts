import type { Operation } from '../kit/operation.ts';
import { orderEventExample, webhookRedeliveryExample } from '../webhooks/examples.ts';
import { EventParams, WebhookRedelivery, WebhookRedeliveryCreate } from '../webhooks/schemas.ts';
import { EventList, EventListQuery } from './schemas.ts';

export const listEvents = {
  id: 'listEvents',
  method: 'GET',
  path: '/events',
  tag: 'Events',
  summary: 'Read events in order',
  description:
    'The events of the mode of the key, oldest first, whether or not they were sent to an endpoint: for polling, ' +
    'and to fill a gap in `sequence`. Continue with `next_cursor` as `cursor`, or with the `sequence` of the last ' +
    'one as `after`; without new events `next_cursor` stays the same. Events are kept for at least 30 days.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  query: EventListQuery,
  replies: {
    200: {
      description: 'Events.',
      schema: EventList,
      examples: {
        page: {
          summary: 'One event, and no more',
          value: {
            object: 'list',
            data: [orderEventExample],
            has_more: false,
            next_cursor: String(orderEventExample.sequence),
          },
        },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const redeliverEvent = {
  id: 'redeliverEvent',
  method: 'POST',
  path: '/events/{event_id}/redeliver',
  tag: 'Events',
  summary: 'Send an event again',
  description:
    'Makes an event due at once, with all its retries, whatever the state of its deliveries: at one endpoint, or at all enabled ones ' +
    'that receive its type. Body and `webhook-id` are those of the first delivery.',
  auth: 'key',
  scope: 'webhooks',
  limit: 'requests',
  idempotent: true,
  params: EventParams,
  body: WebhookRedeliveryCreate,
  bodyOptional: true,
  replies: {
    202: {
      description: 'It is being sent.',
      schema: WebhookRedelivery,
      headers: ['Idempotent-Replayed'],
      examples: { one: { summary: 'To one endpoint', value: webhookRedeliveryExample } },
    },
  },
  refusals: ['invalid_state'],
  examples: { all: { summary: 'To all endpoints', value: {} } },
} as const satisfies Operation;
