import {
  type EventListQuery,
  operations,
  pageSizeDefault,
  webhookOverlapSecondsDefault,
} from '@psnb2b/contract';
import type { Config } from '../../config/index.ts';
import { eventText, listEvents } from '../../events/index.ts';
import { type Call, json, type Route, raw, replayed } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { idPlace, numberPlace, Pages } from '../../kit/pages.ts';
import { invalid, notFoundAt, Refusal } from '../../kit/refusal.ts';
import type { Secret } from '../../kit/secret.ts';
import { byKey, type KeyEntry, keyRoute } from '../../partners/index.ts';
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
  type WebhookParts,
} from '../../webhooks/index.ts';

type RouteParts = WebhookParts & { readonly config: Pick<Config, 'webhookRegistration'> };
type Of<Id extends keyof typeof operations> = Call<KeyEntry, (typeof operations)[Id]>;

const endpointPages = new Pages('endpoints', idPlace);
const deliveryPages = new Pages('deliveries', numberPlace);

export function webhookRoutes(parts: RouteParts): Route<KeyEntry>[] {
  return [...endpointRoutes(parts), ...deliveryRoutes(parts), ...eventRoutes(parts)];
}

function endpointRoutes(parts: RouteParts): Route<KeyEntry>[] {
  const { database } = parts;
  const show = ({ caller, at }: Pick<Of<'getWebhookEndpoint'>, 'caller' | 'at'>, each: Endpoint) =>
    presentEndpoint(each, caller.mode, at);
  return [
    keyRoute(operations.createWebhookEndpoint, async (call) => {
      mustBeSelf(parts);
      const { url, events = null } = call.body;
      const { endpoint, secret } = await createEndpoint(
        parts,
        call.caller,
        { url, events },
        call.idempotency,
        byKey(call),
      );
      const location = `/api/v1/webhook_endpoints/${formatId('whe', endpoint.endpointId)}`;
      return withSecret(201, show(call, endpoint), secret, { location });
    }),
    keyRoute(operations.listWebhookEndpoints, async (call) => {
      const { limit, from } = endpointPages.read(call.query);
      const found = (await listEndpoints(database.reads, call.caller)).filter(
        ({ endpointId }) => from === null || endpointId < from,
      );
      const page = endpointPages.cut(found, limit, ({ endpointId }) => endpointId);
      return json(200, page.list(page.rows.map((each) => show(call, each))));
    }),
    keyRoute(operations.getWebhookEndpoint, async (call) => {
      const id = call.params.endpoint_id;
      return json(200, show(call, await findEndpoint(database.reads, call.caller, id)));
    }),
    keyRoute(operations.updateWebhookEndpoint, async (call) => {
      const id = call.params.endpoint_id;
      if (call.body.url !== undefined) mustBeSelf(parts);
      const by = { ...byKey(call), reason: 'owner' } as const;
      return json(200, show(call, await setEndpoint(parts, call.caller, id, call.body, by)));
    }),
    keyRoute(operations.deleteWebhookEndpoint, async (call) => {
      const id = call.params.endpoint_id;
      await deleteEndpoint(parts, call.caller, id, { ...byKey(call), reason: 'owner' });
      return raw(204);
    }),
    keyRoute(operations.rotateWebhookSecret, async (call) => {
      const id = call.params.endpoint_id;
      const { overlap_seconds: overlap = webhookOverlapSecondsDefault } = call.body;
      const { endpoint, secret } = await rotateSecret(
        parts,
        call.caller,
        id,
        overlap,
        call.idempotency,
        byKey(call),
      );
      return withSecret(200, show(call, endpoint), secret);
    }),
  ];
}

function deliveryRoutes(parts: RouteParts): Route<KeyEntry>[] {
  const { database } = parts;
  return [
    keyRoute(operations.testWebhookEndpoint, async (call) => {
      const id = call.params.endpoint_id;
      const { event, replayed: again } = await testEndpoint(
        parts,
        call.caller,
        id,
        call.idempotency,
      );
      return replayed(raw(202, eventText(event, call.caller.mode)), again);
    }),
    keyRoute(operations.listWebhookDeliveries, async (call) => {
      const id = call.params.endpoint_id;
      const { status } = call.query;
      const { limit, from } = deliveryPages.read(call.query);
      await findEndpoint(database.reads, call.caller, id);
      const found = await listDeliveries(database.reads, id, {
        limit,
        ...(status && { status }),
        ...(from !== null && { before: from }),
      });
      const page = deliveryPages.cut(found, limit, ({ sequence }) => sequence);
      return json(200, page.list(page.rows));
    }),
    keyRoute(operations.replayWebhookEvents, async (call) => {
      const id = call.params.endpoint_id;
      const { after, through = null, include_delivered: includeDelivered = false } = call.body;
      const range = { after, through, includeDelivered };
      const {
        events,
        hasMore,
        replayed: again,
        ...done
      } = await replayEvents(parts, call.caller, id, range, call.idempotency, byKey(call));
      const body = {
        object: 'webhook_replay' as const,
        endpoint_id: formatId('whe', id),
        events,
        through: done.through,
        has_more: hasMore,
      };
      return replayed(json(202, body), again);
    }),
  ];
}

function eventRoutes(parts: RouteParts): Route<KeyEntry>[] {
  const { database } = parts;
  return [
    keyRoute(operations.listEvents, async (call) => {
      const { limit = pageSizeDefault } = call.query;
      const after = startOf(call.query);
      const { tenantId, mode } = call.caller;
      const found = await listEvents(database.reads, tenantId, after, limit);
      const page = found.slice(0, limit);
      // A poller always gets a cursor to continue from.
      const next = page.at(-1)?.sequence ?? after;
      return raw(
        200,
        `{"object":"list","data":[${page.map((each) => eventText(each, mode)).join(',')}]` +
          `,"has_more":${found.length > limit},"next_cursor":"${next}"}`,
      );
    }),
    keyRoute(operations.redeliverEvent, async (call) => {
      const eventId = call.params.event_id;
      const wanted = call.body.endpoint_id;
      const endpointId = wanted === undefined ? null : parseId('whe', wanted);
      if (wanted !== undefined && endpointId === null) throw notFoundAt('/endpoint_id');
      const { endpointIds, replayed: again } = await redeliverEvent(
        parts,
        call.caller,
        eventId,
        endpointId,
        call.idempotency,
        byKey(call),
      );
      const body = {
        object: 'webhook_redelivery' as const,
        event_id: formatId('evt', eventId),
        endpoint_ids: endpointIds.map((each) => formatId('whe', each)),
      };
      return replayed(json(202, body), again);
    }),
  ];
}

/** The `sequence` after which a page of events begins. */
function startOf({ after, cursor }: EventListQuery): number {
  // nothing: without a cursor it begins at the first event.
  if (cursor === undefined) return after ?? 0;
  if (after !== undefined) {
    throw invalid({
      pointer: '/after',
      code: 'unknown_member',
      detail: 'Send either cursor or after.',
    });
  }
  const sequence = /^[0-9]{1,16}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (Number.isSafeInteger(sequence)) return sequence;
  const detail = 'It is not a cursor of this list; use next_cursor of the previous reply.';
  throw invalid({ pointer: '/cursor', code: 'cursor', detail });
}

function mustBeSelf({ config }: RouteParts): void {
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
