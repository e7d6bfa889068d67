import { EventEnvelope } from '../events/schemas.ts';
import type { Operation } from '../kit/operation.ts';
import {
  testEventExample,
  webhookDeliveryExample,
  webhookEndpointCreateExample,
  webhookEndpointExample,
  webhookReplayExample,
  webhookSecretExample,
} from './examples.ts';
import {
  WebhookDeliveryList,
  WebhookDeliveryListQuery,
  WebhookEndpoint,
  WebhookEndpointCreate,
  WebhookEndpointList,
  WebhookEndpointListQuery,
  WebhookEndpointParams,
  WebhookEndpointSecret,
  WebhookEndpointUpdate,
  WebhookReplay,
  WebhookReplayCreate,
  WebhookRotation,
} from './schemas.ts';

const shared = {
  tag: 'Webhooks',
  auth: 'key',
  scope: 'webhooks',
  limit: 'requests',
} as const;

const withSecret = { ...webhookEndpointExample, secret: webhookSecretExample };

export const createWebhookEndpoint = {
  ...shared,
  id: 'createWebhookEndpoint',
  method: 'POST',
  path: '/webhook_endpoints',
  summary: 'Register an endpoint',
  description:
    'Registers a URL that receives the events of the mode of the key, from the next event on. Its secret is only in this ' +
    'reply. At most 10 endpoints, live and test ones together; the operator may reserve registration for support.',
  idempotent: true,
  body: WebhookEndpointCreate,
  replies: {
    201: {
      description: 'The endpoint, with its secret.',
      schema: WebhookEndpointSecret,
      headers: ['Location', 'Idempotent-Replayed'],
      examples: { created: { summary: 'With its secret', value: withSecret } },
    },
  },
  refusals: ['limit_reached', 'webhook_registration_closed'],
  examples: { two: { summary: 'Two event types', value: webhookEndpointCreateExample } },
} as const satisfies Operation;

export const listWebhookEndpoints = {
  ...shared,
  id: 'listWebhookEndpoints',
  method: 'GET',
  path: '/webhook_endpoints',
  summary: 'List endpoints',
  description: 'All endpoints of the mode of the key, newest first, a page at a time.',
  idempotent: false,
  query: WebhookEndpointListQuery,
  replies: {
    200: {
      description: 'A page of endpoints.',
      schema: WebhookEndpointList,
      examples: {
        all: {
          summary: 'One endpoint',
          value: {
            object: 'list',
            data: [webhookEndpointExample],
            has_more: false,
            next_cursor: null,
          },
        },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const getWebhookEndpoint = {
  ...shared,
  id: 'getWebhookEndpoint',
  method: 'GET',
  path: '/webhook_endpoints/{endpoint_id}',
  summary: 'Read an endpoint',
  description: 'One endpoint, and its health.',
  idempotent: false,
  params: WebhookEndpointParams,
  replies: {
    200: {
      description: 'The endpoint.',
      schema: WebhookEndpoint,
      examples: { healthy: { summary: 'A healthy endpoint', value: webhookEndpointExample } },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const updateWebhookEndpoint = {
  ...shared,
  id: 'updateWebhookEndpoint',
  method: 'PATCH',
  path: '/webhook_endpoints/{endpoint_id}',
  summary: 'Change an endpoint',
  description:
    'Changes URL, event filter, concurrency or status. A new URL or filter applies to everything that is not sent yet. Disabling ' +
    'drops waiting deliveries; they can be replayed.',
  idempotent: false,
  params: WebhookEndpointParams,
  body: WebhookEndpointUpdate,
  replies: {
    200: {
      description: 'The endpoint, changed.',
      schema: WebhookEndpoint,
      examples: { changed: { summary: 'As it is now', value: webhookEndpointExample } },
    },
  },
  refusals: ['webhook_registration_closed'],
  examples: { enable: { summary: 'Enable it again', value: { status: 'enabled' } } },
} as const satisfies Operation;

export const deleteWebhookEndpoint = {
  ...shared,
  id: 'deleteWebhookEndpoint',
  method: 'DELETE',
  path: '/webhook_endpoints/{endpoint_id}',
  summary: 'Delete an endpoint',
  description: 'It receives nothing more, and its secret is destroyed. Takes no body.',
  idempotent: false,
  params: WebhookEndpointParams,
  replies: { 204: { description: 'It is deleted.' } },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const rotateWebhookSecret = {
  ...shared,
  id: 'rotateWebhookSecret',
  method: 'POST',
  path: '/webhook_endpoints/{endpoint_id}/rotate',
  summary: 'Rotate the secret of an endpoint',
  description:
    'Makes a new secret, shown in this reply only. During the overlap (24 hours by default) both sign: ' +
    '`X-PSNB2B-Signature` stays on the old secret, `X-PSNB2B-Signature-Next` carries the new one, and ' +
    '`webhook-signature` lists both. An overlap of 0 ends every older secret at once, for one that leaked.',
  idempotent: true,
  params: WebhookEndpointParams,
  body: WebhookRotation,
  bodyOptional: true,
  replies: {
    200: {
      description: 'The endpoint, with its new secret.',
      schema: WebhookEndpointSecret,
      headers: ['Idempotent-Replayed'],
      examples: {
        rotated: {
          summary: 'With its new secret',
          value: { ...withSecret, rotation_ends_at: '2026-11-24T16:10:00.000Z' },
        },
      },
    },
  },
  refusals: ['invalid_state'],
  examples: { day: { summary: 'With an overlap of one day', value: { overlap_seconds: 86_400 } } },
} as const satisfies Operation;

export const testWebhookEndpoint = {
  ...shared,
  id: 'testWebhookEndpoint',
  method: 'POST',
  path: '/webhook_endpoints/{endpoint_id}/test',
  summary: 'Send a test event',
  description:
    'Emits `webhook.test`, and sends it to this endpoint whatever its filter. It is an event like any other: it has a ' +
    '`sequence`, is retried, and reaches other endpoints that receive its type. Takes no body.',
  idempotent: true,
  params: WebhookEndpointParams,
  replies: {
    202: {
      description: 'The event that is being sent.',
      schema: EventEnvelope,
      headers: ['Idempotent-Replayed'],
      examples: { sent: { summary: 'The event', value: testEventExample } },
    },
  },
  refusals: ['invalid_state', 'limit_reached'],
  examples: {},
} as const satisfies Operation;

export const listWebhookDeliveries = {
  ...shared,
  id: 'listWebhookDeliveries',
  method: 'GET',
  path: '/webhook_endpoints/{endpoint_id}/deliveries',
  summary: 'List deliveries of an endpoint',
  description:
    'Deliveries of this endpoint, newest event first, with every attempt: time, status, duration and ' +
    'the first 1 KiB of the response. Stored as long as the events.',
  idempotent: false,
  params: WebhookEndpointParams,
  query: WebhookDeliveryListQuery,
  replies: {
    200: {
      description: 'A page of deliveries.',
      schema: WebhookDeliveryList,
      examples: {
        page: {
          summary: 'One that is tried again',
          value: {
            object: 'list',
            data: [webhookDeliveryExample],
            has_more: false,
            next_cursor: null,
          },
        },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const replayWebhookEvents = {
  ...shared,
  id: 'replayWebhookEvents',
  method: 'POST',
  path: '/webhook_endpoints/{endpoint_id}/replay',
  summary: 'Send a range of events again',
  description:
    'Makes every event of a range due at once that this endpoint’s filter includes and that was not delivered to it, or all ' +
    'of them; also those that happened while it was disabled. At most 10,000 events per call.',
  idempotent: true,
  params: WebhookEndpointParams,
  body: WebhookReplayCreate,
  replies: {
    202: {
      description: 'They are being sent.',
      schema: WebhookReplay,
      headers: ['Idempotent-Replayed'],
      examples: { replay: { summary: 'Seventeen events', value: webhookReplayExample } },
    },
  },
  refusals: ['invalid_state'],
  examples: { range: { summary: 'Only missed events', value: { after: 25, through: 42 } } },
} as const satisfies Operation;
