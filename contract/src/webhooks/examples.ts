import type { EventEnvelope } from '../events/schemas.ts';
import { deliveredOrderExample } from '../orders/examples.ts';
import type {
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointCreate,
  WebhookRedelivery,
  WebhookReplay,
} from './schemas.ts';

const endpointId = 'whe_01m84ht3bvek8taznva0d678kp';
const eventId = 'evt_01m84j5stvf19b1h0v0v4q2m7w';

export const webhookEndpointExample: WebhookEndpoint = {
  id: endpointId,
  object: 'webhook_endpoint',
  mode: 'live',
  url: 'https://shop.example/hooks/psnb2b',
  events: ['order.status_changed', 'balance.low'],
  concurrency: 4,
  status: 'enabled',
  status_reason: null,
  paused_at: null,
  failing_since: null,
  last_success_at: '2026-11-23T16:00:12.301Z',
  rotation_ends_at: null,
  created_at: '2026-11-23T15:54:03.007Z',
};

/** It never signed anything. */
export const webhookSecretExample = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

export const webhookEndpointCreateExample: WebhookEndpointCreate = {
  url: 'https://shop.example/hooks/psnb2b',
  events: ['order.status_changed', 'balance.low'],
};

export const orderEventExample: EventEnvelope = {
  id: eventId,
  type: 'order.status_changed',
  created_at: '2026-11-23T16:00:12.123Z',
  mode: 'live',
  sequence: 42,
  data: { order: deliveredOrderExample, previous_status: 'paid' },
};

export const testEventExample: EventEnvelope = {
  id: 'evt_01m84j5stvf19b1h0v0v4q2m7x',
  type: 'webhook.test',
  created_at: '2026-11-23T16:05:00.000Z',
  mode: 'live',
  sequence: 43,
  data: { endpoint_id: endpointId },
};

export const webhookDeliveryExample: WebhookDelivery = {
  object: 'webhook_delivery',
  event_id: eventId,
  type: 'order.status_changed',
  sequence: 42,
  status: 'waiting',
  next_attempt_at: '2026-11-23T16:00:22.004Z',
  attempts: [
    {
      id: 'whd_01m84j5szaf19b1h0v0v4q2m80',
      at: '2026-11-23T16:00:12.234Z',
      status: 503,
      duration_ms: 41,
      error: 'status',
      reply: 'try later',
      reply_headers: { 'content-type': 'text/plain', 'retry-after': '120', server: 'nginx' },
    },
  ],
};

export const webhookReplayExample: WebhookReplay = {
  object: 'webhook_replay',
  endpoint_id: endpointId,
  events: 17,
  through: 42,
  has_more: false,
};

export const webhookRedeliveryExample: WebhookRedelivery = {
  object: 'webhook_redelivery',
  event_id: eventId,
  endpoint_ids: [endpointId],
};
