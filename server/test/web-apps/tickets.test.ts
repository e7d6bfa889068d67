/**
 * Guards: tickets with attachments and promised times; notes are visible to staff only; a requested act is carried out
 * with one click, which closes the ticket.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import {
  type Answer,
  bodyOf,
  codeOf,
  colleague,
  openShop,
  type Shop,
  signUp,
  smallFile,
  staff,
  stepUp,
  upload,
  type Visitor,
} from '../../testkit/index.ts';

type Json = Record<string, unknown>;
const clock = drivenClock();
const pdf = smallFile('small.pdf');
let shop: Shop;
let owner: Visitor;
let reader: Visitor;
let agent: Visitor;
let partnerId: string;

beforeAll(async () => {
  shop = await openShop({ clock, env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  const signedUp = await signUp(shop);
  owner = signedUp.visitor;
  partnerId = signedUp.partnerId;
  reader = (await colleague(shop, owner, 'read_only')).visitor;
  agent = (await staff(shop, 'support')).visitor;
  await shop.change(parseId('prt', partnerId) ?? '', { approved: true });
  await prove(agent);
  await ok(agent.post(`/partners/${partnerId}/keys`, { mode: 'live' }));
  await prove(owner);
  await ok(owner.post(`/keys/${await unseenKey()}/reveal`));
});
afterAll(() => shop[Symbol.asyncDispose]());

const prove = (person: Visitor) => stepUp(clock, person);
const ok = <Body = Json>(work: Promise<Answer<Body>>) => bodyOf(clock, work);
async function unseenKey(): Promise<string> {
  const { data } = await ok<{ data: { id: string; status: string }[] }>(owner.get('/keys'));
  return data.find((key) => key.status === 'unseen')?.id ?? '';
}

let ticketId: string;
let keyId: string;

test('both sides send messages with attachments, and the ticket clock follows', async () => {
  const attachments = [await upload(owner)];
  const body = { topic: 'billing', subject: 'Invoice', text: 'Where?', attachments };
  const opened = await ok<{ id: string; due_at: string }>(owner.post('/tickets', body));
  ticketId = opened.id;
  const hours = (Date.parse(opened.due_at) - clock.now().getTime()) / 3_600_000;
  expect(hours).toBeCloseTo(24, 2);
  const again = await owner.post('/tickets', { ...body, attachments });
  expect(again.body).toMatchObject({ errors: [{ pointer: '/attachments/0', code: 'unknown_id' }] });
  const answer = { text: 'Here', attachments: [await upload(agent, pdf, 'invoice.pdf')] };
  const answered = await ok<{ messages: { attachments: { id: string }[] }[] }>(
    agent.post(`/tickets/${ticketId}/messages`, answer),
  );
  expect(answered).toMatchObject({ status: 'waiting', due_at: null, overdue: false });
  const file = answered.messages.at(-1)?.attachments[0]?.id ?? '';
  expect((await reader.get(`/files/${file}`)).status).toBe(200);
  clock.advance(3_600_000);
  const back = await ok(owner.post(`/tickets/${ticketId}/messages`, { text: 'Thanks' }));
  expect(back).toMatchObject({ status: 'open' });
});

test('a note and its attachments are never visible outside the staff', async () => {
  const attachments = [await upload(agent)];
  const note = { text: 'a secret note', internal: true, attachments };
  const noted = await ok<{ messages: { attachments: { id: string }[] }[] }>(
    agent.post(`/tickets/${ticketId}/messages`, note),
  );
  expect(noted).toMatchObject({ status: 'open' });
  const file = noted.messages.at(-1)?.attachments[0]?.id ?? '';
  expect((await agent.get(`/files/${file}`)).status).toBe(200);
  expect(await codeOf(owner.get(`/files/${file}`))).toBe('not_found');
  expect((await owner.get(`/tickets/${ticketId}`)).text).not.toContain('secret note');
  const { text } = await owner.get('/notifications');
  expect(text).not.toContain('secret note');
});

test('the queue: due first, mine, unassigned; assigned, closed, reopened', async () => {
  const me = await ok<{ user: { id: string } }>(agent.get('/me'));
  const assign = (id: string | null) =>
    agent.post(`/tickets/${ticketId}/assign`, { assignee_id: id });
  expect(await ok(assign(me.user.id))).toMatchObject({ assignee: 'A support' });
  const mine = await ok<{ data: Json[] }>(agent.get('/tickets?assigned=me'));
  expect(mine.data).toMatchObject([{ id: ticketId, partner: { id: partnerId } }]);
  const theirs = await ok<{ user: { id: string } }>(owner.get('/me'));
  expect(await codeOf(assign(theirs.user.id))).toBe('not_found');
  await ok(assign(null));
  await ok(owner.post(`/tickets/${ticketId}/close`));
  expect(await codeOf(agent.post(`/tickets/${ticketId}/messages`, { text: 'x' }))).toBe(
    'invalid_state',
  );
  expect(await codeOf(agent.post(`/tickets/${ticketId}/close`))).toBe('invalid_state');
  expect(await ok(agent.post(`/tickets/${ticketId}/reopen`))).toMatchObject({ status: 'open' });
  const other = await ok<{ id: string }>(
    owner.post('/tickets', { topic: 'other', subject: 'Hours', text: 'When?' }),
  );
  await ok(agent.post(`/tickets/${other.id}/messages`, { text: 'Always' }));
  const first = await ok<{ data: Json[]; next_cursor: string }>(agent.get('/tickets?limit=1'));
  const rest = await ok<{ data: Json[] }>(agent.get(`/tickets?cursor=${first.next_cursor}`));
  const all = await ok<{ data: Json[] }>(agent.get('/tickets'));
  expect([...first.data, ...rest.data]).toEqual(all.data);
  expect(all.data.map((ticket) => ticket.due_at !== null)).toEqual([true, false]);
  const waiting = await ok<Json>(owner.get('/tickets?status=waiting&limit=1'));
  expect(waiting).toMatchObject({ total: 1, data: [{ id: other.id }] });
  expect((await ok<Json>(owner.get('/tickets?limit=1'))).total).toBe(2);
  const csv = (await owner.get('/tickets/export?status=waiting')).text;
  expect(csv.trim().split('\r\n')[1]).toMatch(new RegExp(`^${other.id},.*,other,waiting,Hours$`));
});

test('staff write to a business, which is notified, sees the ticket and answers; only about its own things', async () => {
  const other = await signUp(shop);
  const attachments = [await upload(agent, pdf, 'statement.pdf')];
  const letter = { partner_id: partnerId, topic: 'billing', subject: 'Invoice 117', text: 'Paid?' };
  const opened = await ok<{ id: string }>(agent.post('/tickets', { ...letter, attachments }));
  expect(opened).toMatchObject({ status: 'waiting', due_at: null, partner: { id: partnerId } });
  const { text } = await owner.get('/notifications');
  expect(text).toContain('Support wrote to you: “Invoice 117”. You can answer in the portal.');
  const seen = await ok<{ messages: { attachments: { id: string }[] }[] }>(
    reader.get(`/tickets/${opened.id}`),
  );
  expect(seen.messages).toMatchObject([{ author: { side: 'staff', name: 'Support' } }]);
  const file = seen.messages[0]?.attachments[0]?.id ?? '';
  expect((await reader.get(`/files/${file}`)).status).toBe(200);
  const answered = await ok<{ due_at: string }>(
    owner.post(`/tickets/${opened.id}/messages`, { text: 'Yesterday.' }),
  );
  expect(answered).toMatchObject({ status: 'open' });
  expect(Date.parse(answered.due_at)).toBeGreaterThan(clock.now().getTime());
  expect(await codeOf(other.visitor.get(`/tickets/${opened.id}`))).toBe('not_found');
  const { visitor: stock } = await staff(shop, 'stock');
  expect(await codeOf(stock.post('/tickets', letter))).toBe('role_missing');
  const found = await ok<Json>(agent.get('/tickets?q=invoice 117&limit=1'));
  expect(found).toMatchObject({ total: 1, data: [{ id: opened.id }] });
  await ok(agent.post(`/tickets/${opened.id}/close`));
});

test('canned answers are kept, listed and removed', async () => {
  const kept = { title: 'Hello', topic: null, text: 'Hello there' };
  const { id } = await ok<{ id: string }>(agent.post('/canned-answers', kept));
  expect(await ok(agent.get('/canned-answers'))).toMatchObject({ data: [{ id, ...kept }] });
  await ok(agent.post(`/canned-answers/${id}/remove`));
  expect(await codeOf(agent.post(`/canned-answers/${id}/remove`))).toBe('not_found');
});

test('a Webhook Registration is carried out with one click; its partner reveals the signing secret', async () => {
  const webhook = {
    url: 'https://127.0.0.1/hook',
    mode: 'test',
    events: ['order.status_changed'],
  };
  const request = { topic: 'webhook_registration', subject: 'Hook', text: 'Please', webhook };
  const strange = await owner.post('/tickets', {
    ...request,
    webhook: { ...webhook, events: ['x'] },
  });
  expect(strange.body).toMatchObject({
    errors: [{ pointer: '/webhook/events/0', code: 'enum' }],
  });
  const { id } = await ok<{ id: string }>(owner.post('/tickets', request));
  await prove(owner);
  expect(await codeOf(owner.post(`/tickets/${id}/webhook-secret`))).toBe('invalid_state');
  await prove(agent);
  const registered = await agent.post(`/tickets/${id}/register-webhook`);
  expect(registered.text).not.toContain('whsec_');
  expect(registered.body).toMatchObject({
    status: 'closed',
    webhook_endpoint_id: expect.stringMatching(/^whe_/),
  });
  expect(await codeOf(agent.post(`/tickets/${id}/register-webhook`))).toBe('invalid_state');
  const week = new Date(clock.now().getTime() + 7 * 24 * 3_600_000);
  const waiting = await ok(owner.get(`/tickets/${id}`));
  expect(new Date(String(waiting.webhook_secret_until)).getTime()).toBeCloseTo(week.getTime(), -5);
  const drawn = await ok(owner.post(`/tickets/${id}/webhook-secret`));
  expect(drawn.secret).toMatch(/^whsec_/);
  expect(await ok(owner.get(`/tickets/${id}`))).toMatchObject({ webhook_secret_until: null });
  expect(await codeOf(owner.post(`/tickets/${id}/webhook-secret`))).toBe('invalid_state');
});

test('a Key Rotation is done with one click', async () => {
  const { data } = await ok<{ data: { id: string; mode: string; status: string }[] }>(
    owner.get('/keys'),
  );
  keyId = data.find((key) => key.mode === 'live' && key.status === 'active')?.id ?? '';
  const request = { topic: 'key_rotation', subject: 'Rotate', text: 'Please', key_id: keyId };
  const missing = await owner.post('/tickets', { ...request, key_id: undefined });
  expect(missing.body).toMatchObject({ errors: [{ pointer: '/key_id', code: 'required' }] });
  const { id } = await ok<{ id: string }>(owner.post('/tickets', request));
  await prove(agent);
  const wrong = await agent.post(`/keys/${keyId}/rotate`, { ticket_id: ticketId });
  expect(wrong.body.code).toBe('invalid_state');
  expect(await unseenKey()).toBe('');
  const next = await ok(agent.post(`/keys/${keyId}/rotate`, { ticket_id: id, overlap_hours: 1 }));
  expect(next).toMatchObject({ status: 'unseen', replaces: keyId });
  expect(await ok(owner.get(`/tickets/${id}`))).toMatchObject({ status: 'closed' });
});

test('a partner restricts its key, staff extend it, and either revokes it', async () => {
  await prove(owner);
  const narrow = { scopes: ['read'], allow_cidr: ['192.0.2.0/24'] };
  await ok(owner.call('PATCH', `/keys/${keyId}`, { body: narrow }));
  const widen = await owner.call('PATCH', `/keys/${keyId}`, { body: { allow_cidr: [] } });
  expect(widen.body).toMatchObject({ errors: [{ pointer: '/allow_cidr' }] });
  await prove(agent);
  const wide = { allow_cidr: [], daily_spend: null, requests_per_minute: 5 };
  const changed = await ok(agent.call('PATCH', `/keys/${keyId}`, { body: wide }));
  expect(changed).toMatchObject({ allow_cidr: [], daily_spend: null, requests_per_minute: 5 });
  await prove(owner);
  await ok(owner.post(`/keys/${keyId}/revoke`, { reason: 'not needed' }));
  expect(await codeOf(owner.post(`/keys/${keyId}/revoke`, { reason: 'x' }))).toBe('invalid_state');
  expect(await codeOf(agent.post(`/keys/${keyId}/revoke`, { reason: 'x' }))).toBe('invalid_state');
  const rows = await shop.rows<{ detail: string }>(
    `SELECT detail FROM audit.entries WHERE action = 'key.changed' ORDER BY entry_id`,
  );
  expect(JSON.parse(rows[0]?.detail ?? '')).toMatchObject({ after: { scopes: ['read'] } });
});
