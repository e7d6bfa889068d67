/**
 * Guards: what people create is created once per idempotency key, however often and however fast they click: a retry
 * returns what the first request created, and a secret is never shown twice.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { pruneRecords } from '../../src/kit/idempotency/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  openShop,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

type Json = Record<string, unknown>;
const clock = drivenClock();
let shop: Shop;
let owner: Visitor;
let agent: Visitor;
let admin: Visitor;
let partnerId: string;

beforeAll(async () => {
  shop = await openShop({ clock });
  ({ visitor: owner, partnerId } = await signUp(shop));
  agent = (await staff(shop, 'support')).visitor;
  admin = (await staff(shop, 'admin')).visitor;
  await shop.change(parseId('prt', partnerId) ?? '', { approved: true });
  for (const each of [owner, agent, admin]) await stepUp(clock, each);
});
afterAll(() => shop[Symbol.asyncDispose]());

const newKey = () => ({ 'idempotency-key': randomUUID() });
const post = <Body = Json>(person: Visitor, path: string, body: unknown, headers: Json) =>
  person.call<Body>('POST', path, { ...(body !== undefined && { body }), headers } as never);
const count = async (from: string) => (await shop.rows(`SELECT 1 FROM ${from}`)).length;
const ticket = { topic: 'billing', subject: 'Invoice', text: 'Where is it?' };

/** Sends a request twice at once and once more; all replies are equal, and the thing exists once. */
async function thrice(person: Visitor, path: string, body: unknown, table: string): Promise<Json> {
  const before = await count(table);
  const headers = newKey();
  const send = () => post(person, path, body, headers);
  const replies = [...(await Promise.all([send(), send()])), await send()];
  expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
  const again = replies.map((reply) => reply.headers.get('idempotent-replayed'));
  expect(again.filter((each) => each === 'true')).toHaveLength(2);
  const ids = new Set(replies.map((reply) => reply.body.id));
  expect(ids.size).toBe(1);
  expect(await count(table)).toBe(before + 1);
  return replies[0]?.body ?? {};
}

test('tickets and messages, on both sides', async () => {
  const { id } = await thrice(owner, '/tickets', ticket, 'support.tickets');
  const path = `/tickets/${id}/messages`;
  await thrice(owner, path, { text: 'Hello?' }, 'support.messages');
  const mails = await count('kit.emails');
  await thrice(agent, path, { text: 'Here.' }, 'support.messages');
  expect(await count('kit.emails')).toBe(mails + 1);
  await thrice(
    agent,
    '/canned-answers',
    { title: 'A', topic: null, text: 'B' },
    'support.canned_answers',
  );
});

test('a retry is not refused where only one may exist', async () => {
  const request = { topic: 'api_access', subject: 'Access', text: 'Please' };
  await thrice(owner, '/tickets', request, 'support.tickets');
  const other = await post(owner, '/tickets', request, newKey());
  expect(other.body.code).toBe('limit_reached');
});

test('invitations, with one e-mail each', async () => {
  const invited = { email: 'colleague@shop.example', role: 'buyer' };
  await thrice(owner, '/invitations', invited, `kit.emails WHERE template = 'invitation'`);
  const hired = { email: 'new@staff.example', role: 'stock' };
  await thrice(admin, '/invitations', hired, `kit.emails WHERE template = 'invitation'`);
});

test('live keys, issued and rotated', async () => {
  await stepUp(clock, agent);
  const issued = await thrice(
    agent,
    `/partners/${partnerId}/keys`,
    { mode: 'live' },
    'partners.keys',
  );
  await stepUp(clock, owner);
  await bodyOf(clock, owner.post(`/keys/${issued.id}/reveal`));
  await thrice(agent, `/keys/${issued.id}/rotate`, {}, 'partners.keys');
});

test('a test key is shown once, and a retry is refused with that reason', async () => {
  await stepUp(clock, owner);
  const before = await count('partners.keys');
  const headers = newKey();
  const first = await post<{ key: string }>(owner, '/keys', undefined, headers);
  expect(first.body.key).toMatch(/^psnb2b_test_/);
  const again = await post(owner, '/keys', undefined, headers);
  expect(again).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  expect(again.text).not.toContain(first.body.key);
  expect(await count('partners.keys')).toBe(before + 1);
});

test('a key belongs to one person and one request, and only success uses it up', async () => {
  const headers = newKey();
  const refused = await post(owner, '/tickets', { ...ticket, key_id: 'key_x' }, headers);
  expect(refused.status).toBe(404);
  const made = await post(owner, '/tickets', ticket, headers);
  expect(made.status).toBe(201);
  const changed = await post(owner, '/tickets', { ...ticket, text: 'Other' }, headers);
  expect(changed.body.code).toBe('idempotency_key_reused');
  const { visitor: other } = await signUp(shop, 'Other');
  const theirs = await post(other, '/tickets', ticket, headers);
  expect(theirs.status).toBe(201);
  expect(theirs.body.id).not.toBe(made.body.id);
});

test('idempotency keys are deleted in the end', async () => {
  const { database } = shop.app;
  const later = new Date(clock.now().getTime() + 1);
  await database.transaction((tx) => pruneRecords(tx, later, 1_000));
  expect(await count('kit.acts')).toBe(0);
});
