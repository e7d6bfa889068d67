/**
 * Guards: signing in. The session has a new cookie after each step; no reply distinguishes known e-mails from unknown
 * ones; every code works once; guessing leads to growing delays, but never in the owner's own browser.
 */
import { randomUUID } from 'node:crypto';
import type { Me, RecoveryCodes } from '@psnb2b/contract';
import type { Static } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invite } from '../../src/identity/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { readEmail } from '../../src/kit/email-address.ts';
import {
  enrol,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  staff,
  storedState,
  visitor,
} from '../../testkit/index.ts';

const MINUTE = 60_000;
const STEP = 30_000;
const clock = drivenClock();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ clock, slowPasswords: true });
});
afterAll(() => shop[Symbol.asyncDispose]());

const cookieOf = (person: ReturnType<typeof visitor>) =>
  person.cookies.get(`psnb2b_${person.webApp}`) ?? '';

test('the cookie is new after the password and again after the second factor', async () => {
  const { visitor: owner, email } = await signUp(shop);
  await enrol(shop, owner);
  const seen = [cookieOf(owner)];
  const sessions = new Set<string>();
  const note = (me: Me) => {
    seen.push(cookieOf(owner));
    sessions.add(me.session.id);
  };
  clock.advance(STEP);
  const half = await owner.post<Me>('/sign-in', { email, password: PASSWORD });
  note(half.body);
  expect(half.body.session.state).toBe('second_factor');
  expect(half.body.partner).toBeNull();
  const whole = await owner.post<Me>('/sign-in/second-factor', {
    method: 'totp',
    code: owner.code(clock.now()),
  });
  note(whole.body);
  expect(whole.body.session.state).toBe('active');
  expect(new Set(seen).size).toBe(3);
  expect(sessions.size).toBe(2);
  for (const old of seen.slice(0, 2)) {
    const thief = visitor(shop, 'portal');
    thief.cookies.set('psnb2b_portal', old);
    expect((await thief.get('/me')).body.code).toBe('session_required');
    expect(thief.cookies.size).toBe(0);
  }
});

test('a cookie is HttpOnly, SameSite=Strict, and only its keyed hash is stored', async () => {
  const { visitor: owner, email } = await signUp(shop);
  const { headers } = await owner.post('/sign-in', { email, password: PASSWORD });
  for (const line of headers.getSetCookie()) {
    expect(line).toMatch(/^psnb2b_portal(_device)?=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict;/);
  }
  const rows = await shop.rows<{ all: string }>('SELECT s::text AS all FROM identity.sessions s');
  const text = rows.map((row) => row.all).join('\n');
  expect(text).not.toContain(cookieOf(owner));
  expect(text).not.toContain(Buffer.from(cookieOf(owner), 'base64url').toString('hex'));
});

test('over TLS it is a __Host- cookie', async () => {
  await using own = await openShop({ env: { PUBLIC_URL: 'https://shop.example' } });
  const stranger = visitor(own, 'portal');
  const headers = { origin: 'https://shop.example' };
  await stranger.call('POST', '/sign-in', {
    body: { email: 'a@b.example', password: 'x' },
    headers,
  });
  const { rows } = await own.app.database.reads.query('SELECT 1 FROM identity.sessions');
  expect(rows).toEqual([]);
  const person = await staffCookie(own, headers);
  expect(person).toMatch(/^__Host-psnb2b_console=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict;/);
  expect(person).toMatch(/; Secure$/);
});

async function staffCookie(own: Shop, headers: Record<string, string>): Promise<string> {
  const email = readEmail('root@staff.example');
  const { url } = await own.app.database.transaction((tx) =>
    invite(
      tx,
      own.app,
      { webApp: 'console', partnerId: null, into: 'x', email, role: 'admin', invitedBy: 'x' },
      false,
      { actor: 'operator:test', at: own.clock.now() },
    ),
  );
  expect(url).toMatch(/^https:\/\/shop\.example\/console\/join#token=/);
  const body = { token: url.split('=')[1], name: 'Root', password: PASSWORD };
  const reply = await visitor(own, 'console').call('POST', '/invitations/accept', {
    body,
    headers,
  });
  return reply.headers.getSetCookie()[0] ?? '';
}

test('an unknown e-mail, a wrong password and a disabled account get the same reply and cost the same work', async () => {
  const { email } = await signUp(shop);
  const { email: disabled } = await signUp(shop);
  await shop.owner.transaction((tx) =>
    tx.query('UPDATE identity.users SET disabled_at = now() WHERE email = $1', [disabled]),
  );
  const tries = [
    [email, 'not-this-one-at-all'],
    [disabled, PASSWORD],
    ['nobody@nowhere.example', PASSWORD],
  ] as const;
  const seen: unknown[] = [];
  for (const [to, password] of tries) {
    const before = await storedState(shop.owner.reads);
    const { status, text, body } = await visitor(shop, 'portal').post('/sign-in', {
      email: to,
      password,
    });
    const after = await storedState(shop.owner.reads);
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    const grown = changed.map((name) => {
      const rows = (state: Record<string, string>) => Number.parseInt(state[name] ?? '', 10);
      return `${name} +${rows(after) - rows(before)}`;
    });
    seen.push({ status, text: text.replace(String(body.request_id), ''), grown });
  }
  expect(seen[0]).toMatchObject({
    status: 401,
    grown: ['audit.entries +1', 'identity.failures +1'],
  });
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
});

test('an authenticator’s code works once, in whichever web app and for whichever purpose', async () => {
  const { visitor: owner, email } = await signUp(shop);
  await enrol(shop, owner);
  const used = owner.code(clock.now());
  const replay = await owner.post('/step-up', { method: 'totp', code: used });
  expect(replay.body.code).toBe('proof_refused');
  clock.advance(STEP);
  const code = owner.code(clock.now());
  expect((await owner.post('/step-up', { method: 'totp', code })).status).toBe(200);
  const other = visitor(shop, 'portal');
  await other.post('/sign-in', { email, password: PASSWORD });
  const again = await other.post('/sign-in/second-factor', { method: 'totp', code });
  expect(again.body.code).toBe('proof_refused');
  clock.advance(STEP);
  const fresh = owner.code(clock.now());
  const both = await Promise.all([
    other.post('/sign-in/second-factor', { method: 'totp', code: fresh }),
    owner.post('/step-up', { method: 'totp', code: fresh }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
});

test('codes of the steps before and after are accepted, others are not', async () => {
  const { visitor: owner } = await signUp(shop);
  await enrol(shop, owner);
  clock.advance(10 * STEP);
  const at = (steps: number) => owner.code(new Date(clock.now().getTime() + steps * STEP));
  const prove = async (code: string) =>
    (await owner.post('/step-up', { method: 'totp', code })).status;
  expect(await prove(at(-2))).toBe(403);
  expect(await prove(at(2))).toBe(403);
  expect(await prove(at(-1))).toBe(200);
  expect(await prove(at(1))).toBe(200);
  expect(await prove(at(0))).toBe(403);
});

test('a recovery code works once, and new codes end the old ones', async () => {
  const { visitor: owner, email } = await signUp(shop);
  const codes = await enrol(shop, owner);
  expect(new Set(codes).size).toBe(10);
  const left: number[] = [];
  const signInWith = async (code: string) => {
    const person = visitor(shop, 'portal');
    await person.post('/sign-in', { email, password: PASSWORD });
    const factor = { method: 'recovery_code', code };
    const { status, body } = await person.post<Me>('/sign-in/second-factor', factor);
    if (status === 200) left.push(body.second_factor.recovery_codes);
    return status;
  };
  expect(await signInWith(codes[0] ?? '')).toBe(200);
  expect(await signInWith(codes[0] ?? '')).toBe(403);
  expect(await signInWith((codes[1] ?? '').toLowerCase().replaceAll('-', ' '))).toBe(200);
  expect(left).toEqual([9, 8]);
  const renewed = await owner.post<Static<typeof RecoveryCodes>>('/second-factor/recovery-codes');
  expect(renewed.body.codes).toHaveLength(10);
  expect(await signInWith(codes[2] ?? '')).toBe(403);
});

test('the password is no proof for an account with a second factor', async () => {
  const { visitor: owner } = await signUp(shop);
  expect((await owner.post('/step-up', { method: 'password', password: PASSWORD })).status).toBe(
    200,
  );
  await enrol(shop, owner);
  const refused = await owner.post('/step-up', { method: 'password', password: PASSWORD });
  expect(refused.body.code).toBe('proof_refused');
});

test('a proof opens step-up calls for ten minutes', async () => {
  const { visitor: owner } = await signUp(shop);
  const startTotp = async () => (await owner.post('/second-factor/totp')).body.code ?? 'ok';
  clock.advance(10 * MINUTE);
  expect(await startTotp()).toBe('ok');
  clock.advance(1);
  expect(await startTotp()).toBe('step_up_required');
  await owner.post('/step-up', { method: 'password', password: PASSWORD });
  expect(await startTotp()).toBe('ok');
});

test('five wrong codes end a session, and many lock the account', async () => {
  const { visitor: owner, email } = await signUp(shop);
  await enrol(shop, owner);
  clock.advance(STEP);
  const thief = visitor(shop, 'portal');
  const answer = async (code: string) =>
    (await thief.post('/sign-in/second-factor', { method: 'totp', code })).body.code;
  for (let round = 0; round < 2; round += 1) {
    await thief.post('/sign-in', { email, password: PASSWORD });
    for (let count = 0; count < 5; count += 1) {
      expect(await answer('000000')).toBe('proof_refused');
    }
    expect(await answer(owner.code(clock.now()))).toBe('session_required');
  }
  await thief.post('/sign-in', { email, password: PASSWORD });
  expect(await answer(owner.code(clock.now()))).toBe('rate_limited');
  clock.advance(STEP);
  expect(await answer(owner.code(clock.now()))).toBeUndefined();
});

test('guesses are delayed more and more, except in the owner’s own browser', async () => {
  const { visitor: owner, email } = await signUp(shop);
  await owner.post('/sign-out');
  const guess = () => visitor(shop, 'portal').post('/sign-in', { email, password: randomUUID() });
  for (let count = 0; count < 10; count += 1) expect((await guess()).status).toBe(401);
  const waits: number[] = [];
  for (let count = 0; count < 4; count += 1) {
    const resting = await guess();
    expect(resting.body).toMatchObject({ code: 'rate_limited', policy: 'sign-in' });
    waits.push(Number(resting.body.retry_after));
    clock.advance(Number(resting.body.retry_after) * 1000);
    expect((await guess()).status).toBe(401);
  }
  expect(waits).toEqual([30, 60, 120, 240]);
  const right = { email, password: PASSWORD };
  expect((await visitor(shop, 'portal').post('/sign-in', right)).status).toBe(429);
  expect((await owner.post('/sign-in', right)).status).toBe(200);
});

test('one address has a limited number of attempts', async () => {
  const stranger = visitor(shop, 'portal');
  const replies: number[] = [];
  for (let count = 0; count < 31; count += 1) {
    const email = `${randomUUID()}@nowhere.example`;
    const { status, headers } = await stranger.post('/password-resets', { email });
    replies.push(status);
    if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(replies.filter((status) => status === 200)).toHaveLength(30);
  expect(replies.at(-1)).toBe(429);
});

test('sessions are listed, and end remotely, by hand, without use and by age', async () => {
  const { visitor: owner, email } = await signUp(shop);
  const other = visitor(shop, 'portal');
  await other.post('/sign-in', { email, password: PASSWORD });
  type Listed = { data: { id: string; current: boolean }[] };
  const { body: listed } = await owner.get<Listed>('/sessions');
  expect(listed.data).toHaveLength(2);
  const theirs = listed.data.find(({ current }) => !current)?.id ?? '';
  const stranger = await signUp(shop);
  expect((await stranger.visitor.post(`/sessions/${theirs}/revoke`)).status).toBe(404);
  expect((await owner.post(`/sessions/${theirs}/revoke`)).status).toBe(200);
  expect((await other.get('/me')).status).toBe(401);
  await other.post('/sign-in', { email, password: PASSWORD });
  expect((await owner.post('/sessions/revoke-others')).status).toBe(200);
  expect((await other.get('/me')).status).toBe(401);
  expect((await owner.get('/me')).status).toBe(200);
  for (let day = 0; day < 13; day += 1) {
    clock.advance(24 * 60 * MINUTE);
    expect((await owner.get('/me')).status).toBe(200);
  }
  clock.advance(24 * 60 * MINUTE);
  expect((await owner.get('/me')).status).toBe(401);
  await other.post('/sign-in', { email, password: PASSWORD });
  clock.advance(48 * 60 * MINUTE);
  expect((await other.get('/me')).status).toBe(401);
});

test('staff can do nothing before they have a second factor, and cannot lose the last one', async () => {
  const { visitor: admin, email } = await staff(shop, 'admin');
  const { body: me } = await admin.get<Me>('/me');
  expect(me.second_factor).toMatchObject({ required: true, totp: true, recovery_codes: 10 });
  expect((await admin.post('/second-factor/totp/remove')).body.code).toBe('invalid_state');
  await shop.owner.transaction((tx) =>
    tx.query('UPDATE identity.users SET totp_secret = NULL WHERE email = $1', [email]),
  );
  await admin.post('/sign-out');
  const { body: bare } = await admin.post<Me>('/sign-in', { email, password: PASSWORD });
  expect(bare.session.state).toBe('enrolment');
  for (const path of ['/staff', '/audit', '/emails']) {
    expect((await admin.get(path)).body.code).toBe('second_factor_required');
  }
  await enrol(shop, admin);
  expect((await admin.get('/staff')).status).toBe(200);
});

test('stored secrets are hashed or sealed', async () => {
  const { visitor: owner } = await signUp(shop);
  const codes = await enrol(shop, owner);
  const rows = await shop.rows<{ all: string }>(
    `SELECT u::text AS all FROM identity.users u UNION ALL
     SELECT r::text FROM identity.recovery_codes r UNION ALL
     SELECT l::text FROM identity.links l UNION ALL SELECT e::text FROM kit.emails e`,
  );
  const text = rows.map((row) => row.all).join('\n');
  const base32 = owner.totpSecret;
  for (const secret of [PASSWORD, base32, ...codes]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString('hex'));
  }
  expect(text).not.toContain('#token=');
  expect(shop.nodes[0].logs.join('\n')).not.toContain(PASSWORD);
});
