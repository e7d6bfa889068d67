import * as contract from '@psnb2b/contract';
import {
  countLatestEvents,
  eventText,
  findEvent,
  latestPages,
  listLatestEvents,
} from '../../events/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters, given } from '../../kit/given.ts';
import {
  countedPage,
  csvList,
  json,
  pageAndFilters,
  replayed,
  whole,
} from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { TenantRef } from '../../kit/tenant-ref.ts';
import * as webhooks from '../../webhooks/index.ts';
import { onPortal, type PortalCall } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { mustBeSelf, presentEvent, presentOwnDelivery, withSecret } from '../present/webhook.ts';
import { type ModeCall, tenantOfCall } from './tenant-of-call.ts';

type EndpointCall = ModeCall & { readonly params: { readonly endpoint_id: string } };

/** What the calls about one endpoint begin with. */
function reading(parts: Parts) {
  const { reads } = parts.database;
  const show = async ({ mode }: TenantRef, endpoints: readonly webhooks.Endpoint[], at: Date) => {
    const states = await webhooks.readEndpointStates(reads, endpoints, at);
    return endpoints.flatMap((endpoint) => {
      const state = states.get(endpoint.endpointId);
      if (!state) return [];
      const { lastAttempt, ...row } = { ...endpoint, ...state };
      const last_attempt = lastAttempt && webhooks.presentAttempt(lastAttempt);
      const more = present(contract.WebhookEndpointState, row, { last_attempt });
      return [{ ...webhooks.presentEndpoint(endpoint, mode, at), ...more }];
    });
  };
  const showOne = async (tenant: TenantRef, endpoint: webhooks.Endpoint, at: Date) => {
    const [shown] = await show(tenant, [endpoint], at);
    if (!shown) throw new Refusal('not_found');
    return shown;
  };
  const named = async (call: EndpointCall) => {
    const tenant = await tenantOfCall(reads, call);
    return { tenant, endpointId: call.params.endpoint_id };
  };
  return { show, showOne, named };
}

/** Webhook endpoints, as a partner's people see them: the verbs of the partner API behind a session. */
export function webhookEndpointRoutes(parts: Parts) {
  const { reads } = parts.database;
  const { show, showOne, named } = reading(parts);
  return onPortal({
    listWebhookEndpoints: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      return whole(await show(tenant, await webhooks.listEndpoints(reads, tenant), call.at));
    },
    getWebhookEndpoint: async (call) => {
      const { tenant, endpointId } = await named(call);
      const endpoint = await webhooks.findEndpoint(reads, tenant, endpointId);
      return json(200, await showOne(tenant, endpoint, call.at));
    },
    checkWebhookUrl: async ({ body }) => {
      await webhooks.checkWebhookUrl(body.url, parts.egress);
      return json(200, { object: 'done' });
    },
    createWebhookEndpoint: async (call) => {
      mustBeSelf(parts);
      const tenant = await tenantOfCall(reads, call);
      const asked = { events: null, ...call.body };
      const made = await webhooks.createEndpoint(parts, tenant, asked, call.idempotency, call.by);
      return withSecret(201, await showOne(tenant, made.endpoint, call.at), made.secret);
    },
    updateWebhookEndpoint: async (call) => {
      if (call.body.url !== undefined) mustBeSelf(parts);
      const { tenant, endpointId } = await named(call);
      const by = { ...call.by, reason: 'owner' } as const;
      const changed = await webhooks.setEndpoint(parts, tenant, endpointId, call.body, by);
      return json(200, await showOne(tenant, changed, call.at));
    },
    deleteWebhookEndpoint: async (call) => {
      const { tenant, endpointId } = await named(call);
      const by = { ...call.by, reason: 'owner' } as const;
      await webhooks.deleteEndpoint(parts, tenant, endpointId, by);
      return json(200, { object: 'done' });
    },
    rotateWebhookSecret: async (call) => {
      const { tenant, endpointId } = await named(call);
      const { overlap_seconds: overlap = contract.webhookOverlapSecondsDefault } = call.body;
      const { idempotency, by } = call;
      const done = await webhooks.rotateSecret(parts, tenant, endpointId, overlap, idempotency, by);
      return withSecret(200, await showOne(tenant, done.endpoint, call.at), done.secret);
    },
    testWebhookEndpoint: async (call) => {
      const { tenant, endpointId } = await named(call);
      const trial = await webhooks.tryEndpoint(parts, tenant, endpointId);
      const attempt = webhooks.presentAttempt(trial.attempt);
      return json(200, present(contract.WebhookTrial, trial, { attempt }));
    },
    countReplay: async (call) => {
      const { tenant, endpointId } = await named(call);
      const endpoint = await webhooks.findEndpoint(reads, tenant, endpointId);
      const { since = null, what } = filters(contract.WebhookReplayQuery, call.query);
      const found = await webhooks.countReplay(reads, endpoint, since, what === 'all');
      return json(200, present(contract.WebhookReplayCount, { ...found, endpointId }));
    },
    replayWebhookEvents: async (call) => {
      const { tenant, endpointId } = await named(call);
      const { idempotency, by } = call;
      const asked = given(contract.WebhookReplayCreate, call.body);
      const range = { through: null, includeDelivered: false, ...asked };
      const done = await webhooks.replayEvents(parts, tenant, endpointId, range, idempotency, by);
      return replayed(
        json(200, present(contract.WebhookReplay, { ...done, endpointId })),
        done.replayed,
      );
    },
  });
}

/** The deliveries that a person asks for: what the list shows, its export has. */
async function wantedBy(
  db: Db,
  tenant: TenantRef,
  asked: Omit<PortalCall<'exportWebhookDeliveries'>['query'], 'raw'>,
) {
  const {
    mode: _,
    status,
    endpointId,
    ...wanted
  } = filters(contract.PortalWebhookDeliveryFilters, asked);
  const own = (await webhooks.listEndpoints(db, tenant)).map((each) => each.endpointId);
  return {
    ...wanted,
    endpointIds: own.filter((each) => endpointId === undefined || each === endpointId),
    status: status && [status],
    attemptsMax: 1,
  };
}

/** A delivery and its last attempt, as a line. */
function deliveryLine(delivery: webhooks.Delivery): contract.DeliveryCsvLine {
  const { attempts, ...shown } = presentOwnDelivery(delivery);
  const last = attempts.at(-1);
  return {
    ...shown,
    attempted_at: last?.at,
    http_status: last?.status,
    ...(last && { duration_ms: last.duration_ms, error: last.error }),
  };
}

/** Their deliveries and events. */
export function webhookEventRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onPortal({
    listWebhookDeliveries: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const [page, asked] = pageAndFilters(call.query);
      const wanted = await wantedBy(reads, tenant, asked);
      return countedPage(
        webhooks.deliveryPagesOfAll,
        page,
        (rows) => webhooks.listDeliveries(reads, { ...rows, ...wanted }),
        (deliveries) => deliveries.map(presentOwnDelivery),
        (most) => webhooks.countDeliveries(reads, wanted, most),
      );
    },
    exportWebhookDeliveries: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { raw: asText = false, ...asked } = call.query;
      const wanted = await wantedBy(reads, tenant, asked);
      return csvList(
        call,
        {
          name: tenant.mode === 'test' ? 'test-deliveries.csv' : 'deliveries.csv',
          columns: contract.deliveryCsvColumns,
        },
        webhooks.deliveryPagesOfAll,
        { raw: asText },
        (page) => webhooks.listDeliveries(reads, { ...page, ...wanted }),
        (deliveries) => deliveries.map(deliveryLine),
      );
    },
    listWebhookEvents: async (call) => {
      const { tenantId } = await tenantOfCall(reads, call);
      const [page, asked] = pageAndFilters(filters(contract.WebhookEventQuery, call.query));
      return countedPage(
        latestPages,
        page,
        (rows) => listLatestEvents(reads, tenantId, { ...asked, ...rows }),
        (events) => events.map(presentEvent),
        (most) => countLatestEvents(reads, tenantId, asked, most),
      );
    },
    exportWebhookEvents: async (call) => {
      const { tenantId, mode } = await tenantOfCall(reads, call);
      const { raw: asText = false, ...query } = call.query;
      const { mode: _, ...wanted } = filters(contract.WebhookEventFilters, query);
      return csvList(
        call,
        {
          name: mode === 'test' ? 'test-events.csv' : 'events.csv',
          columns: contract.eventCsvColumns,
        },
        latestPages,
        { raw: asText },
        (page) => listLatestEvents(reads, tenantId, { ...page, ...wanted }),
        (events) => events.map((event) => ({ ...presentEvent(event), data: event.data })),
      );
    },
    getWebhookEvent: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const event = await findEvent(reads, tenant.tenantId, call.params.event_id);
      if (!event) throw new Refusal('not_found');
      const endpoints = await webhooks.listEndpoints(reads, tenant);
      const deliveries = await webhooks.deliveriesOfEvent(reads, endpoints, event);
      return json(200, {
        ...presentEvent(event),
        mode: tenant.mode,
        event: JSON.parse(eventText(event, tenant.mode)) as contract.EventEnvelope,
        headers: webhooks.fixedHeaders(event),
        deliveries: deliveries.map(presentOwnDelivery),
      });
    },
    redeliverEvent: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { event_id: eventId } = call.params;
      const { endpointId = null } = given(contract.WebhookRedeliveryCreate, call.body);
      const only = { eventId, endpointId };
      const done = await webhooks.redeliverEvent(parts, tenant, only, call.idempotency, call.by);
      return replayed(
        json(200, present(contract.WebhookRedelivery, { ...done, eventId })),
        done.replayed,
      );
    },
  });
}
