import {
  pageSizeDefault,
  type WebhookDelivery,
  webhookOverlapSecondsDefault,
} from '@psnb2b/contract';
import { eventText, listEvents } from '../../events/index.ts';
import { json, raw, replayed } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { idPlace, numberPlace, Pages } from '../../kit/pages.ts';
import { invalid, Refusal } from '../../kit/refusal.ts';
import type { Secret } from '../../kit/secret.ts';
import {
  createEndpoint,
  deleteEndpoint,
  type Endpoint,
  findEndpoint,
  listDeliveries,
  listEndpoints,
  presentEndpoint,
  redeliverEvent,
  replayEvents,
  rotateSecret,
  setEndpoint,
  testEndpoint,
} from '../../webhooks/index.ts';
import { type ApiCall, onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';

const endpointPages = new Pages('endpoints', idPlace, ({ endpointId }: Endpoint) => endpointId);
const deliveryPages = new Pages(
  'deliveries',
  numberPlace,
  (each: WebhookDelivery) => each.sequence,
);

export function endpointRoutes(parts: Parts) {
  const { reads } = parts.database;
  const show = (
    { caller, at }: Pick<ApiCall<'getWebhookEndpoint'>, 'caller' | 'at'>,
    of: Endpoint,
  ) => presentEndpoint(of, caller.mode, at);
  return onApi({
    createWebhookEndpoint: async (call) => {
      mustBeSelf(parts);
      const { caller, body, idempotency, by } = call;
      const asked = { url: body.url, events: body.events ?? null };
      const { endpoint, secret } = await createEndpoint(parts, caller, asked, idempotency, by);
      const location = `/api/v1/webhook_endpoints/${formatId('whe', endpoint.endpointId)}`;
      return withSecret(201, show(call, endpoint), secret, { location });
    },
    listWebhookEndpoints: async (call) => {
      const all = await listEndpoints(reads, call.caller);
      return endpointPages.reply(
        call.query,
        ({ behind }) => all.filter(({ endpointId }) => behind === null || endpointId < behind),
        (endpoints) => endpoints.map((each) => show(call, each)),
      );
    },
    getWebhookEndpoint: async (call) =>
      json(200, show(call, await findEndpoint(reads, call.caller, call.params.endpoint_id))),
    updateWebhookEndpoint: async (call) => {
      const { caller, params, body } = call;
      if (body.url !== undefined) mustBeSelf(parts);
      const by = { ...call.by, reason: 'owner' } as const;
      return json(200, show(call, await setEndpoint(parts, caller, params.endpoint_id, body, by)));
    },
    deleteWebhookEndpoint: async ({ caller, params, by }) => {
      await deleteEndpoint(parts, caller, params.endpoint_id, { ...by, reason: 'owner' });
      return raw(204);
    },
    rotateWebhookSecret: async (call) => {
      const { caller, params, body, idempotency, by } = call;
      const { overlap_seconds: overlap = webhookOverlapSecondsDefault } = body;
      const id = params.endpoint_id;
      const rotated = await rotateSecret(parts, caller, id, overlap, idempotency, by);
      return withSecret(200, show(call, rotated.endpoint), rotated.secret);
    },
  });
}

export function deliveryRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onApi({
    testWebhookEndpoint: async ({ caller, params, idempotency }) => {
      const sent = await testEndpoint(parts, caller, params.endpoint_id, idempotency);
      return replayed(raw(202, eventText(sent.event, caller.mode)), sent.replayed);
    },
    listWebhookDeliveries: ({ caller, params, query }) =>
      deliveryPages.reply(
        query,
        async (page) => {
          await findEndpoint(reads, caller, params.endpoint_id);
          return listDeliveries(reads, params.endpoint_id, { status: query.status, ...page });
        },
        (deliveries) => deliveries,
      ),
    replayWebhookEvents: async ({ caller, params, body, idempotency, by }) => {
      const { after, through = null, include_delivered: includeDelivered = false } = body;
      const range = { after, through, includeDelivered };
      const id = params.endpoint_id;
      const done = await replayEvents(parts, caller, id, range, idempotency, by);
      const replay = {
        object: 'webhook_replay' as const,
        endpoint_id: formatId('whe', id),
        events: done.events,
        through: done.through,
        has_more: done.hasMore,
      };
      return replayed(json(202, replay), done.replayed);
    },
  });
}

export function eventRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onApi({
    listEvents: async ({ query, caller }) => {
      const { limit = pageSizeDefault } = query;
      const after = startOf(query);
      const found = await listEvents(reads, caller.tenantId, after, limit + 1);
      const page = found.slice(0, limit);
      // A poller always gets a cursor to continue from.
      const next = page.at(-1)?.sequence ?? after;
      return raw(
        200,
        `{"object":"list","data":[${page.map((each) => eventText(each, caller.mode)).join(',')}]` +
          `,"has_more":${found.length > limit},"next_cursor":"${next}"}`,
      );
    },
    redeliverEvent: async ({ caller, params, body, idempotency, by }) => {
      const { endpoint_id: wanted } = body;
      const eventId = params.event_id;
      const endpointId = wanted === undefined ? null : idOf('whe', wanted, '/endpoint_id');
      const done = await redeliverEvent(parts, caller, eventId, endpointId, idempotency, by);
      const redelivery = {
        object: 'webhook_redelivery' as const,
        event_id: formatId('evt', eventId),
        endpoint_ids: done.endpointIds.map((each) => formatId('whe', each)),
      };
      return replayed(json(202, redelivery), done.replayed);
    },
  });
}

/** The `sequence` after which a page of events begins. */
function startOf({ after, cursor }: ApiCall<'listEvents'>['query']): number {
  // nothing: without a cursor it begins at the first event.
  if (cursor === undefined) return after ?? 0;
  if (after !== undefined) {
    const detail = 'Send either cursor or after.';
    throw invalid({ pointer: '/after', code: 'unknown_member', detail });
  }
  const sequence = /^[0-9]{1,16}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (Number.isSafeInteger(sequence)) return sequence;
  const detail = 'It is not a cursor of this list; use next_cursor of the previous reply.';
  throw invalid({ pointer: '/cursor', code: 'cursor', detail });
}

function mustBeSelf({ config }: Parts): void {
  if (config.webhookRegistration === 'support') throw new Refusal('webhook_registration_closed');
}

/** A secret is only in a first reply, which no cache may store. */
function withSecret<Status extends number, Shown extends object>(
  status: Status,
  shown: Shown,
  secret: Secret<string> | null,
  headers: Record<string, string> = {},
) {
  if (secret === null) return replayed(json(status, shown, headers), true);
  const body = { ...shown, secret: secret.reveal() };
  return json(status, body, { ...headers, 'cache-control': 'no-store' });
}
