/**
 * Guards: a failed transaction has one meaning, whatever it was for. A lock that cannot be had, or a connection that
 * breaks before COMMIT: `unavailable`, and nothing took effect. A COMMIT whose reply is lost: `outcome_unknown`, and it
 * took effect. This holds for every call of the partner API that changes something, and for a sample of both web apps'
 * calls.
 */
import { randomUUID } from 'node:crypto';
import { operations } from '@psnb2b/contract';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import {
  type Answer,
  buy,
  callApi,
  file,
  formOf,
  openPostgresProxy,
  openShop,
  type PostgresProxy,
  type Shop,
  signUp,
  smallFile,
  staff,
  stepUp,
  storedState,
  type TestDatabase,
  testDatabase,
  type Visitor,
} from '../../testkit/index.ts';
import { register } from '../webhooks/rig.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const SCOPES = ['read', 'orders', 'codes', 'claims', 'webhooks'];
const HOOK = 'http://127.0.0.1:9/hook';
const BODY = { region: 'US', denomination: 50, quantity: 1 };

const clock = drivenClock();
let database: TestDatabase;
let proxy: PostgresProxy;
let shop: Shop;
let admin: pg.Client;
let key: string;
let owner: Visitor;
let agent: Visitor;
let chief: Visitor;
const ids: Record<string, string> = {};

beforeAll(async () => {
  database = await testDatabase();
  proxy = await openPostgresProxy(database.url);
  const env = { ALLOW_PRIVATE_WEBHOOKS: 'true' };
  shop = await openShop({ clock, databaseUrl: proxy.url, env });
  admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await shop.stock({ codes: 50 });
  const { partnerId } = await shop.buyer({ balance: '4700.00' });
  key = (await shop.key(partnerId, { scopes: SCOPES })).text;
  ids.leaked = (await shop.key(partnerId)).text;
  ids.test = (await shop.key(partnerId, { mode: 'test' })).text;
  for (const name of ['claimable', 'claim', 'withdrawn'] as const) {
    const { order, codes } = await buy(shop, key, 1);
    [ids[name], ids[`${name} code`]] = [order.id, codes[0]?.id ?? ''];
    if (name !== 'claimable') {
      ids[name] = (await file(shop, key, order.id, [codes[0]?.id])).body.id;
    }
  }
  const hold = { key, body: { ...BODY, quantity: 1, payment: 'hold', hold_seconds: 86_400 } };
  ids.hold = (await shop.call<{ id: string }>('POST', '/orders', hold)).body.id;
  const unread = { key, body: { ...BODY, quantity: 1 } };
  ids.returned = (await shop.call<{ id: string }>('POST', '/orders', unread)).body.id;
  const path = `/orders/${ids.returned}/codes?masked=true`;
  const masked = await shop.call<{ data: { id: string }[] }>('GET', path, { key });
  ids['returned code'] = masked.body.data[0]?.id ?? '';
  await shop.change(partnerId, { approvalLimit: 50_00 });
  const pending = { key, body: { ...BODY, quantity: 2 } };
  ids.pending = (await shop.call<{ id: string }>('POST', '/orders', pending)).body.id;
  ids.endpoint = (await register(shop, key, HOOK)).id;
  ids.doomed = (await register(shop, key, `${HOOK}/doomed`)).id;
  const events = await shop.call<{ data: { id: string }[] }>('GET', '/events', { key });
  ids.event = events.body.data[0]?.id ?? '';

  const business = await signUp(shop);
  owner = business.visitor;
  ids.partner = business.partnerId;
  await shop.change(parseId('prt', business.partnerId) ?? '', { approved: true });
  agent = (await staff(shop, 'support')).visitor;
  chief = (await staff(shop, 'admin')).visitor;
  const ticket = { topic: 'billing', subject: 'Invoice', text: 'Where is it?' };
  ids.ticket = (await owner.post<{ id: string }>('/tickets', ticket)).body.id;
  for (const each of [owner, agent, chief]) await stepUp(clock, each);
  // The last use of each session is recorded now, so that a fault hits the call and not this record.
  for (const each of [owner, agent, chief]) await each.get('/me');
});
afterAll(async () => {
  await admin.end();
  await shop[Symbol.asyncDispose]();
  await proxy[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

type Send = (idempotencyKey: string) => Promise<Answer>;
const api =
  (method: string, path: () => string, body?: () => unknown): Send =>
  (idempotencyKey) =>
    callApi(shop.url, method, path(), {
      key,
      ...(method === 'POST' && { idempotencyKey }),
      ...(body && { body: body() }),
    });
const webApp =
  (person: () => Visitor, method: string, path: () => string, body?: () => unknown): Send =>
  (idempotencyKey) =>
    person().call(method, path(), {
      headers: { 'idempotency-key': idempotencyKey },
      ...(body && { body: body() }),
    });
const hook = (rest = '') => `/webhook_endpoints/${ids.endpoint}${rest}`;

/** One valid request for each call of the partner API that is not a GET. */
const API: Record<string, Send> = {
  createOrder: api(
    'POST',
    () => '/orders',
    () => BODY,
  ),
  confirmOrder: api('POST', () => `/orders/${ids.hold}/confirm`),
  cancelOrder: api('POST', () => `/orders/${ids.pending}/cancel`),
  returnCodes: api(
    'POST',
    () => `/orders/${ids.returned}/returns`,
    () => ({ codes: [ids['returned code']] }),
  ),
  // A text that is not found: that is counted.
  lookUpCode: api(
    'POST',
    () => '/codes/lookup',
    () => ({ code: 'ABCD-EFGH-JKLM' }),
  ),
  createClaim: api(
    'POST',
    () => '/claims',
    () => ({
      order_id: ids.claimable,
      codes: [ids['claimable code']],
      reason: 'invalid',
      description: 'No.',
    }),
  ),
  addClaimMessage: api(
    'POST',
    () => `/claims/${ids.claim}/messages`,
    () => ({ text: 'Hello?' }),
  ),
  addClaimEvidence: async (idempotencyKey) => {
    const form = await formOf(smallFile('small.png'));
    return shop.call('POST', `/claims/${ids.claim}/evidence`, { key, idempotencyKey, ...form });
  },
  withdrawClaim: api('POST', () => `/claims/${ids.withdrawn}/withdraw`),
  createWebhookEndpoint: api(
    'POST',
    () => '/webhook_endpoints',
    () => ({ url: `${HOOK}/new` }),
  ),
  updateWebhookEndpoint: api('PATCH', hook, () => ({ url: `${HOOK}/${randomUUID()}` })),
  rotateWebhookSecret: api(
    'POST',
    () => hook('/rotate'),
    () => ({}),
  ),
  testWebhookEndpoint: api('POST', () => hook('/test')),
  replayWebhookEvents: api(
    'POST',
    () => hook('/replay'),
    () => ({ after: 0 }),
  ),
  redeliverEvent: api(
    'POST',
    () => `/events/${ids.event}/redeliver`,
    () => ({}),
  ),
  deleteWebhookEndpoint: api('DELETE', () => `/webhook_endpoints/${ids.doomed}`),
  setTestBalance: (idempotencyKey) =>
    shop.call('POST', '/test/balance', {
      key: ids.test ?? '',
      idempotencyKey,
      body: { balance: '123.00' },
    }),
  advanceTestClock: (idempotencyKey) =>
    shop.call('POST', '/test/clock', {
      key: ids.test ?? '',
      idempotencyKey,
      body: { advance_seconds: 60 },
    }),
  reportCertification: (idempotencyKey) =>
    shop.call('POST', '/test/certifications', {
      key: ids.test ?? '',
      idempotencyKey,
      body: {
        checks: [{ check: 'claim', state: 'passed' }],
        program_version: '0.1.0',
        took_seconds: 60,
      },
    }),
  triggerTestEvent: (idempotencyKey) =>
    shop.call('POST', '/test/events', {
      key: ids.test ?? '',
      idempotencyKey,
      body: { type: 'balance.low' },
    }),
  reportKey: api(
    'POST',
    () => '/key-reports',
    () => ({ key: ids.leaked }),
  ),
};

const WEB_APPS: Record<string, Send> = {
  'portal: a ticket': webApp(
    () => owner,
    'POST',
    () => '/tickets',
    () => ({ topic: 'billing', subject: 'Invoice', text: 'Where is it?' }),
  ),
  'portal: a message': webApp(
    () => owner,
    'POST',
    () => `/tickets/${ids.ticket}/messages`,
    () => ({ text: 'And?' }),
  ),
  'portal: a name': webApp(
    () => owner,
    'POST',
    () => '/me/name',
    () => ({ name: randomUUID() }),
  ),
  'portal: a test key': webApp(
    () => owner,
    'POST',
    () => '/keys',
  ),
  'portal: an invitation': webApp(
    () => owner,
    'POST',
    () => '/invitations',
    () => ({ email: 'new@shop.example', role: 'buyer' }),
  ),
  'portal: a file': (idempotencyKey) =>
    owner.call('POST', '/files', {
      file: { name: 'scan.png', bytes: smallFile('small.png') },
      headers: { 'idempotency-key': idempotencyKey },
    }),
  'console: a live key': webApp(
    () => agent,
    'POST',
    () => `/partners/${ids.partner}/keys`,
    () => ({ mode: 'live' }),
  ),
  'console: a ticket': webApp(
    () => agent,
    'POST',
    () => '/tickets',
    () => ({ partner_id: ids.partner, topic: 'billing', subject: 'Invoice', text: 'See below.' }),
  ),
  'console: a message': webApp(
    () => agent,
    'POST',
    () => `/tickets/${ids.ticket}/messages`,
    () => ({ text: 'Here.' }),
  ),
  'console: a canned answer': webApp(
    () => agent,
    'POST',
    () => '/canned-answers',
    () => ({ title: 'A', topic: null, text: 'B' }),
  ),
  'console: a review': webApp(
    () => agent,
    'POST',
    () => `/claims/${ids.claim}/review`,
  ),
  'console: limits': webApp(
    () => chief,
    'PATCH',
    () => `/partners/${ids.partner}/limits`,
    () => ({ requests_per_minute: 70 + Math.floor(Math.random() * 900) }),
  ),
  'console: a suspension': webApp(
    () => chief,
    'POST',
    () => `/partners/${ids.partner}/suspend`,
    () => ({ reason: 'Because.' }),
  ),
};

const state = () => storedState(shop.owner.reads);

/** Locks every table against writers, but not against readers, while `work` runs. */
async function locked<Result>(work: () => Promise<Result>): Promise<Result> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  await admin.query('BEGIN');
  try {
    await admin.query(`LOCK TABLE ${rows.map(({ name }) => name).join(', ')} IN EXCLUSIVE MODE`);
    return await work();
  } finally {
    await admin.query('ROLLBACK');
  }
}

test('every call of the partner API that changes something is tried', () => {
  const changing = Object.values(operations).filter(({ method }) => method !== 'GET');
  expect(Object.keys(API).sort()).toEqual(changing.map(({ id }) => id).sort());
});

const CALLS = Object.entries({ ...API, ...WEB_APPS });
/** Fewer than there are connections, so that each call waits for its own lock, and all of them at once. */
const AT_ONCE = 5;
const GROUPS = Array.from({ length: Math.ceil(CALLS.length / AT_ONCE) }, (_, group) =>
  CALLS.slice(group * AT_ONCE, (group + 1) * AT_ONCE),
);

function expectRefused(code: string, answer: Answer): void {
  expect([answer.status, answer.body.code]).toEqual([503, code]);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
}

describe('a lock held too long: unavailable, and nothing took effect', () => {
  test.each(GROUPS.map((group) => ({ group, names: group.map(([name]) => name).join(', ') })))(
    '$names',
    async ({ group }) => {
      const before = await state();
      const answers = await locked(() => Promise.all(group.map(([, send]) => send(randomUUID()))));
      for (const answer of answers) expectRefused('unavailable', answer);
      expect(await state()).toEqual(before);
    },
  );
});

describe.each(CALLS)('%s', (name, send) => {
  const idempotencyKey = randomUUID();

  // A single statement that carries its own commit: once sent, its outcome is unknown.
  const isOneCall = ['createOrder', 'confirmOrder'].includes(name);
  const isWithin = isOneCall ? 'outcome_unknown' : 'unavailable';
  test('broken before COMMIT was sent: nothing took effect', async () => {
    const before = await state();
    proxy.breakNext('within');
    expectRefused(isWithin, await send(idempotencyKey));
    expect(await state()).toEqual(before);
  });

  test('the reply of COMMIT lost: outcome unknown, and it took effect', async () => {
    const before = await state();
    proxy.breakNext('commit-reply');
    expectRefused('outcome_unknown', await send(idempotencyKey));
    expect(await state()).not.toEqual(before);
  });
});

test('every invariant holds', async () => {
  expect(await shop.verify()).toEqual([]);
});
