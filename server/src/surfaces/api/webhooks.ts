import * as contract from '@psnb2b/contract';
import { eventsBegin, eventText, listEvents } from '../../events/index.ts';
import { given } from '../../kit/given.ts';
import { json, page, raw, replayed } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import * as webhooks from '../../webhooks/index.ts';
import { type ApiCall, onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { mustBeSelf, withSecret } from '../present/webhook.ts';

type ShowCall = Pick<ApiCall<'getWebhookEndpoint'>, 'caller' | 'at'>;

export function endpointRoutes(parts: Parts) {
  const { reads } = parts.database;
  const show = ({ caller, at }: ShowCall, endpoint: webhooks.Endpoint) =>
    webhooks.presentEndpoint(endpoint, caller.mode, at);
  return onApi({
    createWebhookEndpoint: async (call) => {
      mustBeSelf(parts);
      const { caller, idempotency, by } = call;
      const asked = { events: null, ...call.body };
      const made = await webhooks.createEndpoint(parts, caller, asked, idempotency, by);
      const location = `/api/v1/webhook_endpoints/${formatId('whe', made.endpoint.endpointId)}`;
      return withSecret(201, show(call, made.endpoint), made.secret, { location });
    },
    listWebhookEndpoints: (call) =>
      page(
        webhooks.endpointPages,
        call.query,
        (asked) => webhooks.listEndpoints(reads, call.caller, asked),
        (endpoints) => endpoints.map((each) => show(call, each)),
      ),
    getWebhookEndpoint: async (call) => {
      const { endpoint_id: id } = call.params;
      return json(200, show(call, await webhooks.findEndpoint(reads, call.caller, id)));
    },
    updateWebhookEndpoint: async (call) => {
      const { caller, params, body } = call;
      if (body.url !== undefined) mustBeSelf(parts);
      const by = { ...call.by, reason: 'owner' } as const;
      const changed = await webhooks.setEndpoint(parts, caller, params.endpoint_id, body, by);
      return json(200, show(call, changed));
    },
    deleteWebhookEndpoint: async ({ caller, params, by }) => {
      const owner = { ...by, reason: 'owner' } as const;
      await webhooks.deleteEndpoint(parts, caller, params.endpoint_id, owner);
      return raw(204);
    },
    rotateWebhookSecret: async (call) => {
      const { caller, params, body, idempotency, by } = call;
      const { overlap_seconds: overlap = contract.webhookOverlapSecondsDefault } = body;
      const id = params.endpoint_id;
      const rotated = await webhooks.rotateSecret(parts, caller, id, overlap, idempotency, by);
      return withSecret(200, show(call, rotated.endpoint), rotated.secret);
    },
  });
}

export function deliveryRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onApi({
    testWebhookEndpoint: async ({ caller, params, idempotency }) => {
      const sent = await webhooks.testEndpoint(parts, caller, params.endpoint_id, idempotency);
      return replayed(raw(202, eventText(sent.event, caller.mode)), sent.replayed);
    },
    listWebhookDeliveries: ({ caller, params: { endpoint_id: id }, query }) =>
      page(
        webhooks.deliveryPages,
        query,
        async (asked) => {
          await webhooks.findEndpoint(reads, caller, id);
          const behind = webhooks.behindEvent(asked.behind);
          return webhooks.listDeliveries(reads, { ...asked, behind, endpointIds: [id] });
        },
        (deliveries) => deliveries.map(webhooks.presentDelivery),
      ),
    replayWebhookEvents: async ({ caller, params, body, idempotency, by }) => {
      const { endpoint_id: endpointId } = params;
      const asked = given(contract.WebhookReplayCreate, body);
      const range = { through: null, includeDelivered: false, ...asked };
      const done = await webhooks.replayEvents(parts, caller, endpointId, range, idempotency, by);
      const replay = present(contract.WebhookReplay, { ...done, endpointId });
      return replayed(json(202, replay), done.replayed);
    },
  });
}

export function eventRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onApi({
    listEvents: async ({ query, caller }) => {
      const { limit = contract.pageSizeDefault } = query;
      const after = eventsBegin(query);
      const found = await listEvents(reads, caller.tenantId, after, limit + 1);
      const events = found.slice(0, limit);
      // A poller always gets a cursor to continue from.
      const next = events.at(-1)?.sequence ?? after;
      return raw(
        200,
        `{"object":"list","data":[${events.map((each) => eventText(each, caller.mode)).join(',')}]` +
          `,"has_more":${found.length > limit},"next_cursor":"${next}"}`,
      );
    },
    redeliverEvent: async ({ caller, params: { event_id: eventId }, body, idempotency, by }) => {
      const { endpointId = null } = given(contract.WebhookRedeliveryCreate, body);
      const only = { eventId, endpointId };
      const done = await webhooks.redeliverEvent(parts, caller, only, idempotency, by);
      const redelivery = present(contract.WebhookRedelivery, { ...done, eventId });
      return replayed(json(202, redelivery), done.replayed);
    },
  });
}
