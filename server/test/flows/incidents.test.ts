/**
 * Guards: what staff write about a fault is on the status page, audited, and known to all staff; who forgets to write again is reminded
 * once a day; and the command line writes by the same rules.
 */
import type { Incident } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { remindOfIncidents } from '../../src/acts/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import { updateIncident } from '../../src/status/index.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  runHere,
  type Shop,
  staff,
  type Visitor,
} from '../../testkit/index.ts';

const HOUR_MS = 3_600_000;
const clock = drivenClock();
let shop: Shop;
let support: Visitor;
let stock: Visitor;
beforeAll(async () => {
  shop = await openShop({ clock });
  support = (await staff(shop, 'support')).visitor;
  stock = (await staff(shop, 'stock')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());

const fault = {
  ...{ title: 'Orders are slow', parts: ['codes'], impact: 'degraded', step: 'investigating' },
  text: 'We look into it.',
};
const update = (id: string, body: object) =>
  bodyOf(clock, support.post<Incident>(`/incidents/${id}/updates`, { text: 'More.', ...body }));
/** Notifications about incidents, as name and kind. */
const notices = async () => {
  const rows = await shop.rows<{ told: string }>(
    `SELECT u.name || ' ' || n.kind AS told FROM identity.notifications n JOIN identity.users u USING (user_id)
      WHERE n.kind LIKE 'incident.%' ORDER BY 1`,
  );
  return rows.map(({ told }) => told);
};
/** An update without a session: those end sooner than the days of this test. */
const write = (step: 'monitoring' | 'resolved') => {
  const by = { actor: 'staff:ann', at: clock.now() };
  const incidentId = parseId('icd', id) ?? '';
  return shop.app.database.transaction((tx) =>
    updateIncident(tx, incidentId, { step, text: 'More.' }, by),
  );
};
const remind = () => remindOfIncidents(shop.app);
let id: string;

test('support opens one: strangers read it without names, all staff are notified, others may not write', async () => {
  expect(await codeOf(stock.post('/incidents', fault))).toBe('role_missing');
  ({ id } = await bodyOf(clock, support.post<Incident>('/incidents', fault)));
  expect(await notices()).toEqual(['A stock incident.opened', 'A support incident.opened']);
  const { body } = await stock.get<Incident>(`/incidents/${id}`);
  const { text, ...members } = fault;
  expect(body).toMatchObject({
    ...members,
    updates: [{ step: 'investigating', text }],
    opened_by: 'A support',
  });
  const html = async () => (await fetch(`${shop.url}/status`)).text();
  await expect.poll(html, { timeout: 20_000 }).toContain('<h3><bdi>Orders are slow</bdi></h3>');
  expect(await html()).not.toContain('A support');
});

test('an update changes what it names; a list shows what is open', async () => {
  const changed = await update(id, { step: 'identified', impact: 'down' });
  expect(changed).toMatchObject({ step: 'identified', impact: 'down', parts: ['codes'] });
  const list = async (status: string) =>
    (await stock.get<{ data: unknown[] }>(`/incidents?status=${status}`)).body.data.length;
  expect([await list('open'), await list('resolved')]).toEqual([1, 0]);
  expect((await stock.get<{ incidents_open: number }>('/today')).body.incidents_open).toBe(1);
});

test('after a day without an update staff are reminded, once a day, and an update begins a new day', async () => {
  clock.advance(23 * HOUR_MS);
  expect(await remind()).toBe(0);
  clock.advance(HOUR_MS);
  expect(await Promise.all([remind(), remind()])).toContain(1);
  clock.advance(23 * HOUR_MS);
  expect(await remind()).toBe(0);
  expect(await notices()).toEqual([
    'A stock incident.opened',
    'A support incident.opened',
    'A support incident.silent',
  ]);
  await write('monitoring');
  clock.advance(2 * HOUR_MS);
  expect(await remind()).toBe(0);
  clock.advance(22 * HOUR_MS);
  expect(await remind()).toBe(1);
  await write('resolved');
  clock.advance(48 * HOUR_MS);
  expect(await remind()).toBe(0);
});

test('the command line opens, updates and lists by the same rules', async () => {
  const options = ['--title', 'No webhooks', '--parts', 'webhooks, api', '--text', 'They wait.'];
  const opened = await runHere(shop, [
    'incidents',
    'open',
    ...options,
    '--impact',
    'down',
    '--json',
  ]);
  expect(opened).toMatchObject({ code: 0, value: { parts: ['webhooks', 'api'], impact: 'down' } });
  const { id: own } = opened.value as { id: string };
  const listed = await runHere(shop, ['incidents', 'list']);
  expect(listed.out).toContain(`${own}  investigating  down  Webhooks, API  No webhooks`);
  const end = ['incidents', 'update', '--incident', own, '--text', 'Over.', '--step'];
  const wrong = await runHere(shop, [...end, 'solved']);
  expect([wrong.code, JSON.parse(wrong.err).errors[0].pointer]).toEqual([1, '/step']);
  expect((await runHere(shop, [...end, 'resolved'])).code).toBe(0);
  expect((await runHere(shop, ['incidents', 'list'])).out).toBe('no incidents\n');
  const all = await runHere(shop, ['incidents', 'list', '--all', '--json']);
  expect(all.value).toHaveLength(2);
});
