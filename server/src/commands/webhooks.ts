import {
  type EventType,
  eventTypeNames,
  webhookConcurrencyMax,
  webhookHealthViews,
} from '@psnb2b/contract';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import { required } from '../kit/assert.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { isoOrNull } from '../kit/time.ts';
import { findTenant, type Tenant, tenantOf, tenantsById } from '../partners/index.ts';
import {
  createEndpoint,
  deleteEndpoint,
  type Endpoint,
  findEndpoint,
  listDeliveries,
  listEndpoints,
  listHealth,
  presentDelivery,
  presentEndpoint,
  replayEvents,
  rotateSecret,
  setEndpoint,
  steerEndpoint,
  tenantOfEndpoint,
  testEndpoint,
} from '../webhooks/index.ts';
import { modeOf } from './keys.ts';
import { act, durationOf, integerOf, OPERATOR, partnerIdOf } from './session.ts';

const byOf = ({ clock }: App) => ({ at: clock.now(), actor: OPERATOR });
const REASON_DEFAULT = 'The operator decided so.';
const HEALTH_MAX = 1_000;
const DELIVERIES_DEFAULT = '20';
const DELIVERIES_MAX = 1_000;

interface Named {
  json?: boolean;
  endpoint: string;
}

export function webhookCommands(program: Command): void {
  const webhooks = program.command('webhooks').description('webhook endpoints of partners');
  const events = `${eventTypeNames.join(', ')}: separated by commas, or default`;
  const concurrency = `how many deliveries may run at once, 1 to ${webhookConcurrencyMax}`;
  webhooks
    .command('add')
    .description('register an endpoint; prints its id and its signing secret')
    .requiredOption('--partner <id>')
    .requiredOption('--url <url>')
    .option('--mode <live|test>', 'whether it receives live or test events', 'live')
    .option('--events <list>', events, 'default')
    .option('--concurrency <n>', concurrency)
    .option('--json')
    .action(act(add));
  webhooks
    .command('list')
    .description('list the endpoints of a partner')
    .requiredOption('--partner <id>')
    .option('--json')
    .action(act(list));
  webhooks
    .command('set')
    .description('change an endpoint')
    .requiredOption('--endpoint <id>')
    .option('--url <url>')
    .option('--events <list>', events)
    .option('--concurrency <n>', concurrency)
    .option('--enable', 'enable it; delivery begins with the next event')
    .option('--disable', 'disable it; waiting deliveries are dropped')
    .option('--reason <text>', 'why it is enabled or disabled, for its owner', REASON_DEFAULT)
    .option('--json')
    .action(act(set));
  for (const name of ['pause', 'unpause'] as const) {
    webhooks
      .command(name)
      .description(
        name === 'pause' ? 'pause sending; events wait' : 'end a pause; what waits is sent',
      )
      .requiredOption('--endpoint <id>')
      .option('--reason <text>', 'why, for its owner', REASON_DEFAULT)
      .option('--json')
      .action(act((app: App, options: Named & { reason: string }) => pause(app, name, options)));
  }
  webhooks
    .command('health')
    .description('list endpoints of all partners that fail, wait, are paused or silent')
    .option('--view <name>', webhookHealthViews.join(', '), 'attention')
    .option('--json')
    .action(act(health));
  webhooks
    .command('remove')
    .description('delete an endpoint')
    .requiredOption('--endpoint <id>')
    .option('--json')
    .action(act(remove));
  webhooks
    .command('rotate')
    .description('replace the signing secret; both sign during the overlap')
    .requiredOption('--endpoint <id>')
    .option('--overlap <time>', 'how long the old secret signs as well, 0 to 7d', '24h')
    .option('--json')
    .action(act(rotate));
  webhooks
    .command('test')
    .description('send a test event')
    .requiredOption('--endpoint <id>')
    .option('--json')
    .action(act(test));
  webhooks
    .command('deliveries')
    .description('list deliveries, newest first, with every attempt')
    .requiredOption('--endpoint <id>')
    .option('--limit <n>', `1 to ${DELIVERIES_MAX}`, DELIVERIES_DEFAULT)
    .option('--json')
    .action(act(deliveries));
  webhooks
    .command('replay')
    .description('send a range of events again')
    .requiredOption('--endpoint <id>')
    .requiredOption('--after <sequence>', 'begin after this event')
    .option('--through <sequence>', 'end with this event; by default with the newest')
    .option('--all', 'also events that were delivered')
    .option('--json')
    .action(act(replay));
}

async function add(
  app: App,
  options: {
    json?: boolean;
    partner: string;
    url: string;
    mode: string;
    events: string;
    concurrency?: string;
  },
) {
  const mode = modeOf(options.mode);
  const tenant = await tenantOf(app.database.reads, partnerIdOf(options.partner), mode);
  const created = await createEndpoint(
    app,
    tenant,
    { url: options.url, events: eventsOf(options.events), ...concurrencyOf(options) },
    null,
    byOf(app),
  );
  const id = formatId('whe', created.endpoint.endpointId);
  // Shown here and nowhere else.
  const secret = created.secret?.reveal();
  return { value: { id, secret }, lines: [id, String(secret)] };
}

function concurrencyOf({ concurrency }: { concurrency?: string }) {
  if (concurrency === undefined) return {};
  return { concurrency: integerOf('concurrency', concurrency, 1, webhookConcurrencyMax) };
}

async function list(app: App, options: { json?: boolean; partner: string }) {
  const partnerId = partnerIdOf(options.partner);
  const tenants = [
    await tenantOf(app.database.reads, partnerId, 'live'),
    await tenantOf(app.database.reads, partnerId, 'test'),
  ];
  const found = await Promise.all(
    tenants.map(async (tenant) =>
      (await listEndpoints(app.database.reads, tenant)).map((each) => show(app, tenant, each)),
    ),
  );
  const value = found.flat();
  return {
    value,
    lines: value.map((each) => {
      const state = each.status_reason ? `${each.status} (${each.status_reason})` : each.status;
      return `${each.id}  ${each.mode}  ${state}  ${each.url}`;
    }),
  };
}

async function set(
  app: App,
  options: Named & {
    url?: string;
    events?: string;
    concurrency?: string;
    enable?: boolean;
    disable?: boolean;
    reason: string;
  },
) {
  if (options.enable && options.disable) {
    throw invalid({
      pointer: '/enable',
      code: 'enum',
      detail: 'Use either --enable or --disable.',
    });
  }
  const { endpointId, tenant } = await named(app, options);
  const change = {
    ...(options.url !== undefined && { url: options.url }),
    ...(options.events !== undefined && { events: eventsOf(options.events) }),
    ...concurrencyOf(options),
  };
  if (Object.keys(change).length > 0) {
    await setEndpoint(app, tenant, endpointId, change, { ...byOf(app), reason: 'operator' });
  }
  const status = (await findEndpoint(app.database.reads, tenant, endpointId)).status;
  const by = { ...byOf(app), reason: options.reason };
  if (options.enable && status === 'disabled') await steerEndpoint(app, endpointId, 'enable', by);
  if (options.disable && status === 'enabled') await steerEndpoint(app, endpointId, 'disable', by);
  const value = show(app, tenant, await findEndpoint(app.database.reads, tenant, endpointId));
  return { value, lines: [JSON.stringify(value, null, 2)] };
}

async function pause(app: App, steering: 'pause' | 'unpause', options: Named & { reason: string }) {
  const { endpointId, tenant } = await named(app, options);
  await steerEndpoint(app, endpointId, steering, { ...byOf(app), reason: options.reason });
  const value = show(app, tenant, await findEndpoint(app.database.reads, tenant, endpointId));
  return { value, lines: [JSON.stringify(value, null, 2)] };
}

/** What the list of the console has, with the names of the businesses. */
async function health(app: App, { view }: { json?: boolean; view: string }) {
  const state = webhookHealthViews.find((each) => each === view);
  if (state === undefined) {
    const detail = `Write one of ${webhookHealthViews.join(', ')}.`;
    throw invalid({ pointer: '/view', code: 'enum', detail });
  }
  const { reads } = app.database;
  const found = await listHealth(reads, app.clock.now(), { state, limit: HEALTH_MAX });
  const tenants = await tenantsById(
    reads,
    found.map(({ tenantId }) => tenantId),
  );
  const value = found.map((each) => ({
    id: formatId('whe', each.endpointId),
    partner_id: formatId(
      'prt',
      required(tenants.get(each.tenantId), 'it has its tenant').partnerId,
    ),
    ...{ host: each.host, state: each.state, silent: each.silent, cannot_heal: each.cannotHeal },
    ...{ waiting: each.waiting, oldest_waiting_at: isoOrNull(each.oldestWaitingAt) },
    failing_since: isoOrNull(each.failingSince),
  }));
  const lines = value.map(
    ({ id, partner_id, host, state: now, waiting }) =>
      `${id}  ${partner_id}  ${now.padEnd(8)}  ${waiting} waiting  ${host}`,
  );
  return { value, lines: lines.length > 0 ? lines : ['No endpoint needs a look.'] };
}

async function remove(app: App, options: Named) {
  const { endpointId, tenant } = await named(app, options);
  await deleteEndpoint(app, tenant, endpointId, { ...byOf(app), reason: 'operator' });
  return {
    value: { id: options.endpoint, deleted: true },
    lines: [`${options.endpoint} is deleted`],
  };
}

async function rotate(app: App, options: Named & { overlap: string }) {
  const overlapSeconds = durationOf('overlap', options.overlap) / 1000;
  const { endpointId, tenant } = await named(app, options);
  const by = byOf(app);
  const done = await rotateSecret(app, tenant, endpointId, overlapSeconds, null, by);
  const secret = done.secret?.reveal();
  const { rotation_ends_at: ends } = show(app, tenant, done.endpoint);
  return {
    value: { id: options.endpoint, secret, rotation_ends_at: ends },
    lines: [
      String(secret),
      ends ? `the old secret signs as well until ${ends}` : 'the old secret no longer signs',
    ],
  };
}

async function test(app: App, options: Named) {
  const { endpointId, tenant } = await named(app, options);
  const { event } = await testEndpoint(app, tenant, endpointId, null);
  const id = formatId('evt', event.eventId);
  return {
    value: { event_id: id, sequence: event.sequence },
    lines: [`${id} is being sent by the running worker`],
  };
}

async function deliveries(app: App, options: Named & { limit: string }) {
  const { endpointId } = await named(app, options);
  const limit = integerOf('limit', options.limit, 1, DELIVERIES_MAX);
  const found = await listDeliveries(app.database.reads, { endpointIds: [endpointId], limit });
  const value = found.map(presentDelivery);
  const lines = value.map((each) => {
    const last = each.attempts.at(-1);
    const result = last ? `${last.status ?? last.error} after ${last.duration_ms} ms` : '';
    return (
      `${String(each.sequence).padStart(8)}  ${each.event_id}  ${each.type}  ${each.status}  ` +
      `${each.attempts.length} attempts  ${result}`
    ).trimEnd();
  });
  return { value, lines: lines.length > 0 ? lines : ['Nothing has been sent yet.'] };
}

async function replay(
  app: App,
  options: Named & { after: string; through?: string; all?: boolean },
) {
  const sequence = (name: string, text: string) =>
    integerOf(name, text, 0, Number.MAX_SAFE_INTEGER);
  const { endpointId, tenant } = await named(app, options);
  const range = {
    after: sequence('after', options.after),
    through: options.through === undefined ? null : sequence('through', options.through),
    includeDelivered: options.all ?? false,
  };
  const by = byOf(app);
  const done = await replayEvents(app, tenant, endpointId, range, null, by);
  const { events, through, hasMore } = done;
  return {
    value: { events, through, has_more: hasMore },
    lines: [
      `${events} events will be sent again${hasMore ? `; continue with --after ${through}` : ''}`,
    ],
  };
}

async function named(
  app: App,
  { endpoint }: Named,
): Promise<{ endpointId: string; tenant: Tenant }> {
  const endpointId = parseId('whe', endpoint);
  const tenantId = endpointId && (await tenantOfEndpoint(app.database.reads, endpointId));
  const tenant = tenantId && (await findTenant(app.database.reads, tenantId));
  if (!endpointId || !tenant) {
    throw new Refusal('not_found', {}, { detail: `${endpoint} is not an endpoint.` });
  }
  await findEndpoint(app.database.reads, tenant, endpointId);
  return { endpointId, tenant };
}

function show(app: App, tenant: Tenant, endpoint: Endpoint) {
  return presentEndpoint(endpoint, tenant.mode, app.clock.now());
}

function eventsOf(text: string): EventType[] | null {
  if (text === 'default') return null;
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  const known: readonly string[] = eventTypeNames;
  if (names.every((name) => known.includes(name))) return names as EventType[];
  const detail = `Write some of ${known.join(', ')}, or default.`;
  throw invalid({ pointer: '/events', code: 'enum', detail });
}
