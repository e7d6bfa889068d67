/**
 * Guards: what a business reports of its program in test mode is kept as what was reported; only our own records of that run mark a check
 * as seen by us. Its people and our staff see it, nobody else does, and nothing in it is text that somebody typed.
 */
import {
  type Certification,
  certificationCheckNames,
  type Order,
  testErrorHeader,
} from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { formatId, parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  buy,
  file,
  openReceiver,
  openShop,
  type Shop,
  sendWebhooks,
  signUp,
  staff,
  type Visitor,
} from '../../testkit/index.ts';
import { DEVELOPMENT, register } from '../webhooks/rig.ts';

const MINUTE_MS = 60_000;
let clock: DrivenClock;
let shop: Shop;
let ann: Visitor;
let owner: Visitor;
let partner: string;
let keyId: string;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock, env: DEVELOPMENT });
  ann = (await staff(shop, 'support')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  const made = await signUp(shop);
  [owner, partner] = [made.visitor, made.partnerId];
  const scopes = ['read', 'orders', 'codes', 'claims', 'webhooks'];
  const issued = await shop.key(parseId('prt', partner) ?? '', { mode: 'test', scopes });
  [key, keyId] = [issued.text, formatId('key', issued.keyId)];
});

const order = (idempotencyKey: string, error?: string) => {
  clock.advance(100);
  return shop.call<Order>('POST', '/orders', {
    ...{ key, idempotencyKey, body: { region: 'US', denomination: 50, quantity: 1 } },
    ...(error && { headers: { [testErrorHeader]: error } }),
  });
};
const every = (state: string) => certificationCheckNames.map((check) => ({ check, state }));
type Reply = Certification & { readonly code?: string };
const report = (more: object = {}, by = key, idempotencyKey?: string) => {
  clock.advance(1_000);
  return shop.call<Reply>('POST', '/test/certifications', {
    key: by,
    body: { checks: every('passed'), program_version: '0.1.0', took_seconds: 120, ...more },
    ...(idempotencyKey && { idempotencyKey }),
  });
};
const seen = ({ checks }: Certification) =>
  checks.filter(({ seen_at }) => seen_at !== null).map(({ check }) => check);
const list = async (by: Visitor, path: string) =>
  (await bodyOf(clock, by.get<{ data: Certification[] }>(path))).data;

test('what a careful program does is seen by us; its people and our staff see it on their pages', async () => {
  await order('a');
  const repeated = await order('a');
  expect(repeated.headers.get('idempotent-replayed')).toBe('true');
  await order('b', 'rate_limited');
  clock.advance(1_000);
  await order('b');
  await order('c', 'outcome_unknown');
  await order('c');
  const bought = await buy(shop, key, 1);
  await file(shop, key, bought.order.id, [bought.codes[0]?.id]);
  const { status, body } = await report({ checks: every('passed').slice(0, -1) });
  expect([status, body]).toMatchObject([
    201,
    { object: 'certification', key_id: keyId, passed: false, webhook_answered_at: null },
  ]);
  expect(seen(body)).toEqual(['lost-reply', 'rate-limit', 'unknown-outcome', 'claim']);
  // It was not reported, and is seen all the same.
  expect(body.checks.at(-1)).toMatchObject({ check: 'claim', state: 'not_seen' });
  expect(await list(owner, '/certifications')).toEqual([body]);
  expect(await list(ann, `/partners/${partner}/certifications`)).toEqual([body]);
  const audited = await shop.rows(
    `SELECT 1 FROM audit.entries WHERE action = 'certification.reported' AND subject = $1`,
    [partner],
  );
  expect(audited).toHaveLength(1);
});

test('a careless program may report what it likes: we have seen none of what it did not do', async () => {
  await order('a');
  await order('b');
  await order('c', 'rate_limited');
  // Too soon, and with another key.
  await order('d');
  await order('e', 'outcome_unknown');
  await order('f');
  // It repeats another order than the one whose outcome it does not know.
  await order('f');
  const { body } = await report();
  expect(body.passed).toBe(true);
  expect(seen(body)).toEqual(['lost-reply']);
});

test('what happened before the run, or by another business, does not count', async () => {
  await order('a');
  await order('a');
  clock.advance(5 * MINUTE_MS);
  expect(seen((await report()).body)).toEqual([]);
  expect(seen((await report({ took_seconds: 600 })).body)).toEqual(['lost-reply']);
  const other = await shop.buyer({ mode: 'test' });
  expect(seen((await report({ took_seconds: 600 }, other.key)).body)).toEqual([]);
  expect(await list(owner, '/certifications')).toHaveLength(2);
});

test('an answered webhook of a test endpoint is seen', async () => {
  await using receiver = await openReceiver();
  await register(shop, key, receiver.url);
  await order('a');
  await sendWebhooks(shop);
  expect(receiver.received.length).toBeGreaterThan(0);
  const { body } = await report();
  expect(Date.parse(body.webhook_answered_at ?? '')).toBeLessThan(clock.now().getTime());
});

test('a report is one, however often it is sent; the last ten are kept', async () => {
  const first = await report({}, key, 'once');
  const again = await report({}, key, 'once');
  expect(again.body).toEqual(first.body);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  for (let n = 0; n < 10; n += 1) await report({ took_seconds: 10 + n });
  const kept = await list(owner, '/certifications');
  expect(kept).toHaveLength(10);
  const times = kept.map(({ reported_at }) => reported_at);
  expect(times).toEqual(times.toSorted().reverse());
  expect(times).not.toContain(first.body.reported_at);
});

test('only known checks, states and versions are accepted, each once, and only in test mode', async () => {
  for (const wrong of [
    { checks: [{ check: 'Certified by the bank', state: 'passed' }] },
    { checks: [{ check: 'claim', state: 'excellent' }] },
    { checks: [...every('passed').slice(0, 2), { check: 'lost-reply', state: 'failed' }] },
    { checks: [] },
    { program_version: '<b>1.0.0</b>' },
    { took_seconds: 7_201 },
    { note: 'Ready.' },
  ]) {
    expect(await report(wrong), JSON.stringify(wrong)).toMatchObject({
      status: 422,
      body: { code: 'validation_failed' },
    });
  }
  const live = await shop.buyer();
  const refused = await report({}, live.key);
  expect(refused).toMatchObject({ status: 403, body: { code: 'test_key_required' } });
  const { text } = await shop.key(parseId('prt', partner) ?? '', {
    mode: 'test',
    scopes: ['read'],
  });
  expect((await report({}, text)).body.code).toBe('scope_missing');
  expect(await list(owner, '/certifications')).toEqual([]);
  const nobody = partner.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  expect((await ann.get(`/partners/${nobody}/certifications`)).status).toBe(404);
});
