/**
 * Guards: how a business and its people register. An account needs the inbox and the chosen password; no reply reveals
 * who has an account; links work once and until they expire; a session's cookie changes whenever its rights grow.
 */
import type { Me } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import {
  colleague,
  enrol,
  mailTo,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  storedState,
  tokenMailedTo,
  visitor,
} from '../../testkit/index.ts';

const HOUR = 3_600_000;
const clock = drivenClock();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ clock });
});
afterAll(() => shop[Symbol.asyncDispose]());

const business = { business_name: 'A <b>Shop</b> & Sons', country: 'DE', name: 'Ann' };

test('a business is created when its first person confirms the e-mail with their password', async () => {
  const ann = visitor(shop, 'portal');
  const email = 'Ann@Shop.example';
  const asked = await ann.post('/sign-up', { ...business, email, password: PASSWORD });
  expect([asked.status, asked.body]).toEqual([200, { object: 'accepted' }]);
  expect(await shop.rows('SELECT 1 FROM partners.partners WHERE email ILIKE $1', [email])).toEqual(
    [],
  );
  const token = await tokenMailedTo(shop, email.toLowerCase());
  const link = await ann.post('/links/look', { token });
  expect(link.body).toMatchObject({ kind: 'sign_up', business_name: business.business_name });
  const wrong = await ann.post('/sign-up/confirm', { token, password: `${PASSWORD}!` });
  expect([wrong.status, wrong.body.code]).toEqual([401, 'sign_in_refused']);
  const { status, body: me } = await ann.post<Me>('/sign-up/confirm', {
    token,
    password: PASSWORD,
  });
  expect(status).toBe(200);
  expect(me).toMatchObject({
    user: { email: 'ann@shop.example', role: 'owner', name: 'Ann' },
    partner: { name: business.business_name, status: 'new', currency: 'USD', country: 'DE' },
    session: { state: 'active' },
    second_factor: { required: false, methods: ['password'], totp: false },
  });
  expect(me.may).toContain('createTestKey');
  expect((await ann.get('/me')).body).toEqual(me);
  const again = await ann.post('/sign-up/confirm', { token, password: PASSWORD });
  expect(again.body.code).toBe('link_invalid');
  expect(await shop.verify()).toEqual([]);
});

test('names are in no e-mail to an address that nobody has confirmed', async () => {
  const email = 'html@shop.example';
  const ann = visitor(shop, 'portal');
  await ann.post('/sign-up', {
    ...{ ...business, name: '<img src=x onerror=alert(1)>', email },
    password: PASSWORD,
  });
  await mailTo(shop, email);
  const [row] = await shop.rows<{ body_html: string; body_text: string }>(
    'SELECT body_html, body_text FROM kit.emails WHERE recipient = $1',
    [email],
  );
  expect(row?.body_html).not.toMatch(/img|onerror|Sons/);
  expect(row?.body_text).not.toMatch(/img|onerror|Sons/);
});

test('a second request for a known e-mail gets the same reply, and only the inbox shows the difference', async () => {
  const { email } = await signUp(shop);
  const stranger = visitor(shop, 'portal');
  const ask = (to: string) =>
    stranger.post('/sign-up', { ...business, email: to, password: PASSWORD });
  const known = await ask(email);
  const unknown = await ask('nobody-yet@shop.example');
  expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
  const mail = await mailTo(shop, email);
  expect([mail?.template, mail?.text.includes('#token=')]).toEqual(['account_exists', false]);
  for (const to of [email, 'nobody@nowhere.example']) {
    const reset = await stranger.post('/password-resets', { email: to });
    expect([reset.status, reset.body]).toEqual([200, { object: 'accepted' }]);
  }
  expect(await mailTo(shop, 'nobody@nowhere.example')).toBeNull();
});

test('a request for a link writes the same rows whether there is an account or not', async () => {
  const { email } = await signUp(shop);
  const writes = async (to: string) => {
    const stranger = visitor(shop, 'portal');
    const before = await storedState(shop.owner.reads);
    await stranger.post('/password-resets', { email: to });
    await stranger.post('/sign-up', { ...business, email: to, password: PASSWORD });
    const after = await storedState(shop.owner.reads);
    const rows = (state: Record<string, string>, name: string) =>
      Number.parseInt(state[name] ?? '', 10);
    return Object.keys(after)
      .filter((name) => after[name] !== before[name])
      .map((name) => `${name} +${rows(after, name) - rows(before, name)}`);
  };
  const forKnown = await writes(email);
  expect(forKnown).toEqual(['identity.links +2', 'quotas.uses +1']);
  expect(await writes('unheard-of@shop.example')).toEqual(forKnown);
});

test('an inbox is never flooded', async () => {
  const email = 'flooded@shop.example';
  for (let count = 0; count < 6; count += 1) {
    await visitor(shop, 'portal').post('/sign-up', { ...business, email, password: PASSWORD });
  }
  await mailTo(shop, email);
  const rows = await shop.rows('SELECT 1 FROM kit.emails WHERE recipient = $1', [email]);
  expect(rows).toHaveLength(3);
});

test('a link works until it expires, and only in its own web app', async () => {
  const email = 'late@shop.example';
  const late = visitor(shop, 'portal');
  await late.post('/sign-up', { ...business, email, password: PASSWORD });
  const token = await tokenMailedTo(shop, email);
  const elsewhere = await visitor(shop, 'console').post('/links/look', { token });
  expect(elsewhere.body.code).toBe('link_invalid');
  const asked = clock.now().getTime() - 2;
  clock.set(new Date(asked + 24 * HOUR - 1));
  expect((await late.post('/links/look', { token })).status).toBe(200);
  clock.advance(1);
  expect((await late.post('/links/look', { token })).body.code).toBe('link_invalid');
  const confirmed = await late.post('/sign-up/confirm', { token, password: PASSWORD });
  expect(confirmed.body.code).toBe('link_invalid');
});

test('passwords that are short, common or made from known data are refused with the reason', async () => {
  const ann = visitor(shop, 'portal');
  const cases = [
    ['short', 'min_length'],
    ['password123', 'guessable'],
    ['aaaaaaaaaaaa', 'guessable'],
    ['ann@shop.example', 'guessable'],
  ] as const;
  for (const [password, code] of cases) {
    const body = { ...business, email: 'ann@shop.example', password };
    const refused = await ann.post<{ errors: object[] }>('/sign-up', body);
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [expect.objectContaining({ pointer: '/password', code })],
    ]);
  }
});

test('a password reset ends all sessions, keeps the second factor and works once', async () => {
  const { visitor: owner, email } = await signUp(shop);
  await enrol(shop, owner);
  const anywhere = visitor(shop, 'portal');
  await anywhere.post('/password-resets', { email });
  const token = await tokenMailedTo(shop, email);
  const password = 'another-quiet-violin-in-rain';
  expect((await anywhere.post('/password-resets/confirm', { token, password })).status).toBe(200);
  expect((await owner.get('/me')).body.code).toBe('session_required');
  const again = await anywhere.post('/password-resets/confirm', { token, password });
  expect(again.body.code).toBe('link_invalid');
  expect((await anywhere.post('/sign-in', { email, password: PASSWORD })).status).toBe(401);
  const { body: me } = await anywhere.post<Me>('/sign-in', { email, password });
  expect(me.session.state).toBe('second_factor');
  expect((await mailTo(shop, email))?.template).toBe('password_changed');
});

test('an invitation grants its role in its business, once, and can be revoked', async () => {
  const { visitor: owner, partnerId } = await signUp(shop, 'Inviting Ltd');
  const { visitor: buyer } = await colleague(shop, owner, 'buyer');
  const { body: me } = await buyer.get<Me>('/me');
  expect([me.user.role, me.partner?.id]).toEqual(['buyer', partnerId]);
  expect(me.may).not.toContain('invite');
  const { body: people } = await owner.get<{ data: { email: string }[] }>('/colleagues');
  expect(people.data).toHaveLength(2);

  const email = 'not-coming@shop.example';
  const { body: open } = await owner.post('/invitations', { email, role: 'finance' });
  const token = await tokenMailedTo(shop, email);
  await owner.post(`/invitations/${open.id}/revoke`);
  const accept = { token, name: 'Nobody', password: PASSWORD };
  const refused = await visitor(shop, 'portal').post('/invitations/accept', accept);
  expect(refused.body.code).toBe('link_invalid');
  expect((await owner.get<{ data: [] }>('/invitations')).body.data).toEqual([]);

  const late = 'too-late@shop.example';
  await owner.post('/invitations', { email: late, role: 'finance' });
  const expired = { ...accept, token: await tokenMailedTo(shop, late) };
  clock.advance(7 * 24 * HOUR);
  const refusedLate = await visitor(shop, 'portal').post('/invitations/accept', expired);
  expect(refusedLate.body.code).toBe('link_invalid');
});

test('a business keeps an owner, and a disabled colleague is signed out at once', async () => {
  const { visitor: owner } = await signUp(shop);
  const { visitor: buyer } = await colleague(shop, owner, 'buyer');
  const { body: me } = await owner.get<Me>('/me');
  const { body: other } = await buyer.get<Me>('/me');
  const change = (id: string, body: object) => owner.call('PATCH', `/colleagues/${id}`, { body });
  expect((await change(me.user.id, { role: 'buyer' })).body.code).toBe('invalid_state');
  expect((await change(me.user.id, { disabled: true })).body.code).toBe('invalid_state');
  expect((await change(other.user.id, { disabled: true })).status).toBe(200);
  expect((await buyer.get('/me')).body.code).toBe('session_required');
});

test('the person who invited is notified of the new colleague, and marks it as read', async () => {
  const { visitor: owner } = await signUp(shop);
  await colleague(shop, owner, 'developer');
  const { visitor: stranger } = await signUp(shop);
  expect((await owner.get<Me>('/me')).body.unread).toBe(2);
  expect((await stranger.get<Me>('/me')).body.unread).toBe(0);
  const { body: news } = await owner.get<{ data: { id: string; text: string }[] }>(
    '/notifications',
  );
  expect(news.data).toEqual([
    expect.objectContaining({ text: 'A developer joined as developer.', path: '/settings/team' }),
    expect.objectContaining({ kind: 'invitation.sent', path: '/settings/team' }),
  ]);
  const until = news.data[0]?.id;
  await stranger.post('/notifications/read', { until });
  expect((await owner.get<Me>('/me')).body.unread).toBe(2);
  expect((await owner.post('/notifications/read', { until })).status).toBe(200);
  expect((await owner.get<Me>('/me')).body.unread).toBe(0);
});
