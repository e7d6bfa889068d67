import * as contract from '@psnb2b/contract';
import { eventText } from '../../events/index.ts';
import { required } from '../../kit/assert.ts';
import { NumberText } from '../../kit/csv/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters, given } from '../../kit/given.ts';
import {
  countedPage,
  csvList,
  json,
  pageAndFilters,
  pageBothWays,
  replayed,
} from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import { tenantIdsOf, tenantsById } from '../../partners/index.ts';
import { readFigures, sumOf } from '../../status/index.ts';
import * as webhooks from '../../webhooks/index.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';
import { presentOwnDelivery } from '../present/webhook.ts';

const COUNT_MAX = 10_000;

/** Webhooks of all partners, for staff: how they fare, what was sent, and acts whose reason the owner reads. */
export function webhookRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  const show = async (id: string, at: Date) => {
    const found = await webhooks.findHealth(reads, at, id);
    return required((await presentAll(reads, [found]))[0], 'an endpoint is shown');
  };
  const steer =
    (steering: webhooks.Steering) =>
    async ({ params, body, by, at }: ConsoleCall<'pauseWebhookEndpoint'>) => {
      const { reason } = body;
      await webhooks.steerEndpoint(parts, params.endpoint_id, steering, { ...by, reason });
      return json(200, await show(params.endpoint_id, at));
    };
  return onConsole({
    listStaffEndpoints: async ({ query, at }) => {
      const [page, asked] = pageAndFilters(query);
      const {
        q: hostPart,
        view: state,
        partnerId,
      } = filters(contract.StaffWebhookEndpointQuery, asked);
      const wanted = { hostPart, state, tenantIds: await tenantsAsked(reads, partnerId) };
      return countedPage(
        webhooks.healthPages,
        page,
        (rows) => webhooks.listHealth(reads, at, { ...rows, ...wanted }),
        (found) => presentAll(reads, found),
        (most) => webhooks.countHealth(reads, at, wanted, most),
      );
    },
    exportWebhookWeeks: async (call) => {
      const { raw = false, ...asked } = call.query;
      const { partnerId } = filters(contract.WebhookWeekFilters, asked);
      const tenantIds = await tenantsAsked(reads, partnerId);
      return csvList(
        call,
        { name: 'webhooks-by-week.csv', columns: contract.webhookWeekColumns },
        webhooks.weekPages,
        { raw },
        (rows) => webhooks.listWeeks(reads, { ...rows, tenantIds }),
        (weeks) => presentWeeks(reads, weeks),
      );
    },
    getWebhookFigures: async ({ at }) => json(200, await presentFigures(reads, at)),
    getStaffEndpoint: async ({ params, at }) => json(200, await show(params.endpoint_id, at)),
    listStaffDeliveries: async ({ params, query }) => {
      await webhooks.tenantOfEndpoint(reads, params.endpoint_id);
      const [page, { status, type }] = pageAndFilters(query);
      const wanted = { endpointIds: [params.endpoint_id], status: status && [status], type };
      return pageBothWays(
        webhooks.deliveryPagesOfAll,
        page,
        (rows) => webhooks.listDeliveries(reads, { ...rows, ...wanted, attemptsMax: 1 }),
        (found) => found.map(presentOwnDelivery),
      );
    },
    getStaffDelivery: async ({ params }) => {
      const { event } = await webhooks.findEventAt(reads, namedBy(params));
      const endpoint = { endpointId: params.endpoint_id };
      const [delivery] = await webhooks.deliveriesOfEvent(reads, [endpoint], event);
      if (!delivery) throw new Refusal('not_found');
      return json(200, presentOwnDelivery(delivery));
    },
    showWebhookEvent: async ({ params, by, isHead }) => {
      const shown = await webhooks.showEvent(database, namedBy(params), by, isHead);
      const content = JSON.parse(eventText(shown.event, shown.tenant.mode));
      return json(200, {
        object: 'webhook_event_content' as const,
        event: content as contract.EventEnvelope,
      });
    },
    pauseWebhookEndpoint: steer('pause'),
    unpauseWebhookEndpoint: steer('unpause'),
    disableWebhookEndpoint: steer('disable'),
    enableWebhookEndpoint: steer('enable'),
    countStaffReplay: async ({ params: { endpoint_id: endpointId }, query }) => {
      const tenantId = await webhooks.tenantOfEndpoint(reads, endpointId);
      const { since = null, until = null, what } = filters(contract.StaffReplayQuery, query);
      const of = { endpointId, tenantId };
      const found = await webhooks.countReplay(reads, of, since, what === 'all', until);
      return json(200, present(contract.WebhookReplayCount, { ...found, endpointId }));
    },
    replayForPartner: async ({ params: { endpoint_id: endpointId }, body, idempotency, by }) => {
      const { reason, ...asked } = given(contract.StaffReplayCreate, body);
      const range = { through: null, includeDelivered: false, ...asked };
      const why = { ...by, reason };
      const done = await webhooks.replayForOwner(parts, endpointId, range, idempotency, why);
      const shown = present(contract.WebhookReplay, { ...done, endpointId });
      return replayed(json(200, shown), done.replayed);
    },
  });
}

/** Both tenants of a partner; undefined: of all. */
async function tenantsAsked(db: Db, partnerId: string | undefined) {
  return partnerId === undefined ? undefined : tenantIdsOf(db, partnerId);
}

function namedBy(params: ConsoleCall<'getStaffDelivery'>['params']) {
  return { endpointId: params.endpoint_id, eventId: params.event_id };
}

/** Rows of tenants with the business and the mode of each. */
async function withOwners<Row extends { readonly tenantId: number }>(db: Db, rows: readonly Row[]) {
  const tenants = await tenantsById(
    db,
    rows.map(({ tenantId }) => tenantId),
  );
  const owned = rows.map((row) => {
    const { partnerId, mode } = required(tenants.get(row.tenantId), 'an endpoint has its tenant');
    return { ...row, partnerId, mode };
  });
  const refs = await partnerRefs(db, owned);
  return owned.map((row) => ({ ...row, partner: refs(row.partnerId) }));
}

async function presentAll(db: Db, found: readonly webhooks.EndpointHealth[]) {
  const rows = await withOwners(db, found);
  return rows.map(({ lastAttempt, partner, events, succeededAt: lastSuccessAt, ...row }) =>
    present(
      contract.StaffWebhookEndpoint,
      { ...row, lastSuccessAt },
      {
        partner,
        events: [...(events ?? contract.eventTypesDefault)],
        last_attempt: lastAttempt && webhooks.presentAttempt(lastAttempt),
      },
    ),
  );
}

async function presentWeeks(
  db: Db,
  weeks: readonly webhooks.WeekSum[],
): Promise<contract.WebhookWeekLine[]> {
  const rows = await withOwners(db, weeks);
  return rows.map(({ day, partner, mode, endpointId, host, attempts, failures, p95Ms }) => ({
    ...{ week: day, partner_id: partner.id, partner: partner.name },
    ...{ mode, endpoint_id: formatId('whe', endpointId), host, attempts, failures },
    success_percent: new NumberText((((attempts - failures) / attempts) * 100).toFixed(2)),
    p95_ms: p95Ms,
  }));
}

/** What waits now, and the last hour of all workers, as the status page has it. */
async function presentFigures(db: Db, at: Date) {
  const now = await webhooks.readHealthFigures(db, at);
  const { minutes } = await readFigures(db, at);
  const hour = (measure: 'endpoints' | 'webhooks') =>
    sumOf(minutes.filter((each) => each.measure === measure));
  const [sent, first] = [hour('endpoints'), hour('webhooks')];
  const owners = await tenantsById(db, now.failingTenants);
  return present(contract.WebhookFigures, {
    ...now,
    attention: await webhooks.countHealth(db, at, { state: 'attention' }, COUNT_MAX),
    failingPartners: new Set([...owners.values()].map(({ partnerId }) => partnerId)).size,
    ...{ attempts: sent.calls, failures: sent.failures, p95Ms: webhooks.p95Ms(sent) },
    ...{ firstAttempts: first.calls, lateAttempts: first.failures },
  });
}
