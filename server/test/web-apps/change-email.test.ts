/**
 * Guards: a change of a person's e-mail address. The new address counts only after both its inbox and the signed-in
 * person have confirmed it; the old address is notified; other sessions and older links end; no reply reveals whether
 * an address has an account.
 */
import { randomUUID } from 'node:crypto';
import type { Me } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import {
  bodyOf,
  codeOf,
  mailTo,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  staff,
  stepUp,
  tokenMailedTo,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

const HOUR = 60 * 60_000;
const clock = drivenClock();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ clock });
});
afterAll(() => shop[Symbol.asyncDispose]());

const newAddress = () => `new-${randomUUID().slice(0, 8)}@shop.example`;
const signIn = (person: Visitor, email: string) =>
  person.post<Me>('/sign-in', { email, password: PASSWORD });

async function asked(person: Visitor, email: string): Promise<string> {
  await stepUp(clock, person);
  expect(await bodyOf(clock, person.post('/me/email', { email }))).toEqual({ object: 'accepted' });
  return tokenMailedTo(shop, email);
}

test('the new address is confirmed; other sessions and older links end, and the old address is notified', async () => {
  const { visitor: owner, email } = await signUp(shop);
  const phone = visitor(shop, 'portal');
  await signIn(phone, email);
  await phone.post('/password-resets', { email });
  const reset = await tokenMailedTo(shop, email);
  const next = newAddress();
  const token = await asked(owner, next.toUpperCase());
  expect((await owner.get<Me>('/me')).body.user.email).toBe(email);
  const me = await owner.post<Me>('/me/email/confirm', { token });
  expect(me).toMatchObject({ status: 200, body: { user: { email: next } } });
  expect((await owner.get<Me>('/me')).body.user.email).toBe(next);
  expect((await phone.get('/me')).body.code).toBe('session_required');
  const late = { token: reset, password: 'seven other lamps in rain' };
  expect(await codeOf(phone.post('/password-resets/confirm', late))).toBe('link_invalid');
  expect(await codeOf(owner.post('/me/email/confirm', { token }))).toBe('link_invalid');
  const mail = await mailTo(shop, email);
  expect(mail).toMatchObject({ subject: 'The e-mail address of your account was changed' });
  expect(mail?.text).toContain(next);
  expect(await codeOf(signIn(phone, email))).toBe('sign_in_refused');
  expect((await signIn(phone, next)).status).toBe(200);
  const audit = await shop.rows<{ action: string; detail: string }>(
    `SELECT action, detail FROM audit.entries WHERE action LIKE 'email.change%' ORDER BY entry_id`,
  );
  expect(audit.map(({ action }) => action)).toEqual(['email.change_asked', 'email.changed']);
  expect(JSON.parse(audit[1]?.detail ?? '')).toEqual({ before: email, after: next });
});

test('it needs a fresh proof, and confirmation by the person as well as the inbox', async () => {
  const { visitor: owner } = await signUp(shop);
  const { visitor: other } = await signUp(shop);
  const email = newAddress();
  clock.advance(HOUR);
  expect(await codeOf(owner.post('/me/email', { email }))).toBe('step_up_required');
  const token = await asked(owner, email);
  const nobody = visitor(shop, 'portal');
  expect(await codeOf(nobody.post('/me/email/confirm', { token }))).toBe('session_required');
  await stepUp(clock, other);
  expect(await codeOf(other.post('/me/email/confirm', { token }))).toBe('link_invalid');
  const look = await nobody.post('/links/look', { token });
  expect(look.body).toMatchObject({ kind: 'email_change', email, business_name: null });
  expect((await owner.post('/me/email/confirm', { token })).status).toBe(200);
});

test('only the newest link works, and for an hour', async () => {
  const { visitor: owner } = await signUp(shop);
  const first = await asked(owner, newAddress());
  const second = await asked(owner, newAddress());
  expect(await codeOf(owner.post('/me/email/confirm', { token: first }))).toBe('link_invalid');
  clock.advance(HOUR);
  await stepUp(clock, owner);
  expect(await codeOf(owner.post('/me/email/confirm', { token: second }))).toBe('link_invalid');
  // A link that was not sent before a newer one was requested is never sent.
  const [never, sent] = [newAddress(), newAddress()];
  await bodyOf(clock, owner.post('/me/email', { email: never }));
  expect((await owner.post('/me/email/confirm', { token: await asked(owner, sent) })).status).toBe(
    200,
  );
  expect(await mailTo(shop, never)).toBeNull();
});

test('an address that has an account stays with it, and the reply does not reveal that', async () => {
  const { email: taken } = await signUp(shop, 'Other Shop');
  const { visitor: owner, email } = await signUp(shop);
  await stepUp(clock, owner);
  const reply = await bodyOf(clock, owner.post('/me/email', { email: taken }));
  expect(reply).toEqual({ object: 'accepted' });
  const mail = await mailTo(shop, taken);
  expect(mail).toMatchObject({ subject: 'You have an account already' });
  expect(mail?.text).not.toContain('#token=');
  const own = await owner.post('/me/email', { email: ` ${email}`.trim() });
  expect(own.body).toMatchObject({ errors: [{ pointer: '/email', code: 'taken' }] });
  // Another person registers the address between the link and its use.
  const race = newAddress();
  const token = await asked(owner, race);
  const late = visitor(shop, 'portal');
  const body = { business_name: 'Late', country: 'DE', name: 'L', email: race, password: PASSWORD };
  await late.post('/sign-up', body);
  const theirs = { token: await tokenMailedTo(shop, race), password: PASSWORD };
  expect((await late.post('/sign-up/confirm', theirs)).status).toBe(200);
  expect(await codeOf(owner.post('/me/email/confirm', { token }))).toBe('invalid_state');
  expect((await owner.get<Me>('/me')).body.user.email).toBe(email);
});

test('a new password ends an open request; five requests an hour are the limit', async () => {
  const { visitor: owner } = await signUp(shop);
  const token = await asked(owner, newAddress());
  await bodyOf(clock, owner.post('/password', { password: 'seven other lamps in rain' }));
  expect(await codeOf(owner.post('/me/email/confirm', { token }))).toBe('link_invalid');
  for (let n = 1; n < 5; n += 1) {
    await bodyOf(clock, owner.post('/me/email', { email: newAddress() }));
  }
  expect(await codeOf(owner.post('/me/email', { email: newAddress() }))).toBe('limit_reached');
});

test('staff change their address in the console', async () => {
  const { visitor: agent } = await staff(shop, 'support');
  const { visitor: owner } = await signUp(shop);
  const email = newAddress();
  const token = await asked(agent, email);
  expect(await codeOf(owner.post('/me/email/confirm', { token }))).toBe('link_invalid');
  const me = await agent.post<Me>('/me/email/confirm', { token });
  expect(me.body.user.email).toBe(email);
});
