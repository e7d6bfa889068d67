/**
 * Guards: an admin sees in which browsers a colleague is signed in and ends one or all of them, and the command line those of everybody,
 * which takes effect with the next request and is in the audit; nobody else does, and nobody reaches a person of a partner or their own sessions
 * this way.
 */
import type { Me, StaffSession } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bodyOf,
  drivenClock,
  openShop,
  PASSWORD,
  runHere,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let admin: Visitor;
let sue: Visitor;
let sueEmail: string;
let sueId: string;

beforeAll(async () => {
  shop = await openShop({ clock });
  admin = (await staff(shop, 'admin')).visitor;
  ({ visitor: sue, email: sueEmail } = await staff(shop, 'support'));
  sueId = await idOf(sue);
  await stepUp(clock, admin);
});
afterAll(() => shop[Symbol.asyncDispose]());

const idOf = async (person: Visitor) => (await bodyOf(clock, person.get<Me>('/me'))).user.id;
const sessionsOf = async (id: string) =>
  (await bodyOf(clock, admin.get<{ data: StaffSession[] }>(`/staff/${id}/sessions`))).data;

/** Signs in a second time, in another browser. */
async function elsewhere(): Promise<Visitor> {
  const other = visitor(shop, 'console');
  other.totpSecret = sue.totpSecret;
  await other.post('/sign-in', { email: sueEmail, password: PASSWORD });
  clock.advance(60_000);
  const code = { method: 'totp', code: other.code(clock.now()) };
  await bodyOf(clock, other.post('/sign-in/second-factor', code));
  return other;
}

const acts = async () =>
  shop.rows(
    `SELECT action, subject, detail FROM audit.entries WHERE action LIKE 'user.session%' ORDER BY entry_id`,
  );

test('an admin ends one session, then all; each is in the audit', async () => {
  const other = await elsewhere();
  const before = await sessionsOf(sueId);
  expect(before).toHaveLength(2);
  expect(before[0]).toMatchObject({ object: 'staff_session', current: false });
  expect(before[0]?.address).toMatch(/\d/);
  await stepUp(clock, admin);
  // The one that was used last is first in the list.
  const [last] = before;
  await bodyOf(clock, admin.post(`/staff/${sueId}/sessions/${last?.id}/end`));
  expect((await other.get('/me')).status).toBe(401);
  expect((await sue.get('/me')).status).toBe(200);
  const again = await admin.post(`/staff/${sueId}/sessions/${last?.id}/end`);
  expect(again.status).toBe(404);

  await elsewhere();
  await bodyOf(clock, admin.post(`/staff/${sueId}/sessions/end`));
  expect((await sue.get('/me')).status).toBe(401);
  expect(await sessionsOf(sueId)).toEqual([]);
  const subject = `staff:${sueId}`;
  expect(await acts()).toEqual([
    { action: 'user.session_ended', subject, detail: JSON.stringify({ session: last?.id }) },
    { action: 'user.sessions_ended', subject, detail: JSON.stringify({ sessions: 2 }) },
  ]);
  // Signing in again is still possible: the account is not disabled.
  sue = await elsewhere();
  expect((await sue.get('/me')).status).toBe(200);
});

test('own sessions, a session of somebody else, and people of a partner are out of reach', async () => {
  await stepUp(clock, admin);
  const self = await idOf(admin);
  const [own] = await sessionsOf(self);
  expect(own).toMatchObject({ current: true });
  for (const path of [`${own?.id}/end`, 'end']) {
    const refused = await admin.post(`/staff/${self}/sessions/${path}`);
    expect(refused.body.code).toBe('invalid_state');
  }
  // The session exists, and is not that of the person in the path.
  expect((await admin.post(`/staff/${sueId}/sessions/${own?.id}/end`)).status).toBe(404);
  const { visitor: owner } = await signUp(shop);
  const owned = await idOf(owner);
  expect((await admin.get(`/staff/${owned}/sessions`)).status).toBe(404);
  expect((await admin.post(`/staff/${owned}/sessions/end`)).status).toBe(404);
  expect((await owner.get('/me')).status).toBe(200);
  expect((await admin.get('/me')).status).toBe(200);
});

test('two admins who end each other’s sessions at once: one of them succeeds, and no lock is left', async () => {
  const { visitor: second } = await staff(shop, 'admin');
  await stepUp(clock, admin);
  await stepUp(clock, second);
  const [first, other] = [await idOf(admin), await idOf(second)];
  const both = await Promise.all([
    admin.post(`/staff/${other}/sessions/end`),
    second.post(`/staff/${first}/sessions/end`),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
});

test('the command line ends the sessions of everybody, in the portal and in the console', async () => {
  const { visitor: owner } = await signUp(shop);
  const { visitor: colleague } = await staff(shop, 'support');
  for (const each of [owner, colleague]) expect((await each.get('/me')).status).toBe(200);
  expect((await runHere(shop, ['sessions', 'end'])).code).toBe(2);
  const { code, value } = await runHere(shop, ['sessions', 'end', '--all', '--json']);
  expect([code, value.ended >= 2]).toEqual([0, true]);
  for (const each of [owner, colleague]) expect((await each.get('/me')).status).toBe(401);
  expect(await shop.rows('SELECT FROM identity.sessions')).toEqual([]);
  const [act] = await shop.rows(
    `SELECT actor, subject, detail FROM audit.entries WHERE action = 'sessions.ended'`,
  );
  const detail = JSON.stringify({ sessions: value.ended });
  expect(act).toEqual({ actor: 'operator:command-line', subject: 'everybody', detail });
});
