/**
 * Guards: guessing. However many guesses arrive at once, from however many addresses and with whatever session, no more
 * are checked than if they arrived one after another; and nobody can flood another person's inbox.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import {
  codeOf,
  enrol,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  staff,
  stepUp,
  tokenMailedTo,
  visitor,
} from '../../testkit/index.ts';

const STEP = 30_000;
const HOUR = 3_600_000;
const AT_ONCE = 40;
const clock = drivenClock();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ clock, slowPasswords: true });
});
afterAll(() => shop[Symbol.asyncDispose]());

const manyAtOnce = <Result>(make: (turn: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, turn) => make(turn)));
const count = <Item>(list: readonly Item[], item: Item) =>
  list.filter((each) => each === item).length;
const wrongCode = (turn: number) => String(100_000 + turn);

describe('many at once', () => {
  test('authenticator codes: five are checked per session, then it ends', async () => {
    const { visitor: owner, email } = await signUp(shop);
    await enrol(shop, owner);
    const thief = visitor(shop, 'portal');
    await thief.post('/sign-in', { email, password: PASSWORD });
    const codes = await manyAtOnce((turn) =>
      codeOf(thief.post('/sign-in/second-factor', { method: 'totp', code: wrongCode(turn) })),
    );
    expect(count<unknown>(codes, 'proof_refused')).toBe(5);
    expect(count<unknown>(codes, 'session_required')).toBe(AT_ONCE - 5);
  });

  test('authenticator codes over many sessions: ten are checked per account, then it is locked', async () => {
    const { visitor: owner, email } = await signUp(shop);
    await enrol(shop, owner);
    const thieves = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const thief = visitor(shop, 'portal');
        await thief.post('/sign-in', { email, password: PASSWORD });
        return thief;
      }),
    );
    const codes = await manyAtOnce(async (turn) => {
      const proof = { method: 'totp', code: wrongCode(turn) };
      return codeOf(thieves[turn % 8]?.post('/sign-in/second-factor', proof) as never);
    });
    expect(count<unknown>(codes, 'proof_refused')).toBe(10);
    clock.advance(STEP);
    const right = { method: 'totp', code: owner.code(clock.now()) };
    expect((await owner.post('/step-up', right)).status).toBe(200);
  });

  test('passwords for one account, each from another address: ten are checked', async () => {
    const { email } = await signUp(shop);
    const codes = await manyAtOnce(() =>
      codeOf(visitor(shop, 'portal').post('/sign-in', { email, password: randomUUID() })),
    );
    expect(count<unknown>(codes, 'sign_in_refused')).toBe(10);
    expect(count<unknown>(codes, 'rate_limited')).toBe(AT_ONCE - 10);
  });

  test('passwords for a registration link: ten are checked, then the link is invalid', async () => {
    const email = 'guessed@shop.example';
    const asked = { business_name: 'Guessed', country: 'DE', name: 'Ann', email };
    await visitor(shop, 'portal').post('/sign-up', { ...asked, password: PASSWORD });
    const token = await tokenMailedTo(shop, email);
    const confirm = (password: string) =>
      codeOf(visitor(shop, 'portal').post('/sign-up/confirm', { token, password }));
    const codes = await manyAtOnce(() => confirm(randomUUID()));
    expect(count<unknown>(codes, 'sign_in_refused')).toBe(10);
    expect(await confirm(PASSWORD)).toBe('link_invalid');
  });

  test('an invitation that is accepted twice at once makes one account', async () => {
    const { visitor: owner } = await signUp(shop);
    const email = 'twice@shop.example';
    await owner.post('/invitations', { email, role: 'buyer' });
    const token = await tokenMailedTo(shop, email);
    const accept = { token, name: 'Twice', password: PASSWORD };
    const codes = await Promise.all(
      [0, 1].map(() => codeOf(visitor(shop, 'portal').post('/invitations/accept', accept))),
    );
    expect(codes.sort()).toEqual(['link_invalid', undefined]);
  });
});

describe('with a session of one’s own', () => {
  test('a call that is limited for strangers is limited for signed-in people too', async () => {
    const { visitor: person } = await signUp(shop);
    const codes: unknown[] = [];
    for (let turn = 0; turn < 31; turn += 1) {
      const email = `${randomUUID()}@nowhere.example`;
      codes.push(await codeOf(person.post('/sign-in', { email, password: 'guessed already' })));
    }
    expect(codes.at(0)).toBe('sign_in_refused');
    expect(codes.at(-1)).toBe('rate_limited');
    expect((await person.get('/me')).status).toBe(200);
  });

  test.each(['portal', 'console'] as const)(
    'invitations from the %s cannot flood an inbox',
    async (webApp) => {
      const head =
        webApp === 'portal' ? (await signUp(shop)).visitor : (await staff(shop, 'admin')).visitor;
      const role = webApp === 'portal' ? 'buyer' : 'support';
      const invite = (email: string) => codeOf(head.post('/invitations', { email, role }));
      const flooded = `flooded-${webApp}@shop.example`;
      for (let turn = 0; turn < 3; turn += 1) expect(await invite(flooded)).toBeUndefined();
      expect(await invite(flooded)).toBe('limit_reached');
      expect(await invite(`other-${webApp}@shop.example`)).toBeUndefined();
      clock.advance(HOUR);
      await stepUp(clock, head);
      expect(await invite(flooded)).toBeUndefined();
    },
  );

  test('invitations that are revoked at once still count', async () => {
    const { visitor: owner } = await signUp(shop);
    const codes: unknown[] = [];
    for (let turn = 0; turn < 101; turn += 1) {
      const email = `any-${turn}@shop.example`;
      const { body } = await owner.post('/invitations', { email, role: 'buyer' });
      codes.push(body.code);
      if (body.code === undefined) await owner.post(`/invitations/${body.id}/revoke`);
    }
    expect(count<unknown>(codes, undefined)).toBe(100);
    expect(codes.at(-1)).toBe('limit_reached');
  });
});
