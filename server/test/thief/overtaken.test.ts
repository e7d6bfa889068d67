/**
 * Guards: a condition that held when a request arrived but no longer holds when it commits. Nobody signs in with a
 * password or factor that was just replaced, and nobody acts who was removed meanwhile: not once, not eight at a time.
 */
import { type WebAppOperation, webAppOperations } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeUser, createSessionAuthoriser, settleLinks } from '../../src/identity/index.ts';
import { endSessions } from '../../src/identity/sessions.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import type { Tx } from '../../src/kit/database/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import { reopenTicket } from '../../src/support/index.ts';
import {
  codeOf,
  colleague,
  enrol,
  openShop,
  overtake,
  PASSWORD,
  type Shop,
  signUp,
  staff,
  stepUp,
  tokenMailedTo,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

const NEXT = 'eleven slow bicycles uphill';
const AT_ONCE = 8;
const clock = drivenClock();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ clock, slowPasswords: true });
});
afterAll(() => shop[Symbol.asyncDispose]());

const uuidOf = async (email: string) => {
  const [row] = await shop.rows<{ user_id: string }>(
    'SELECT user_id FROM identity.users WHERE email = $1',
    [email],
  );
  return row?.user_id ?? '';
};
const sessionsOf = async (userId: string) =>
  (await shop.rows('SELECT FROM identity.sessions WHERE user_id = $1', [userId])).length;

/** Lets passwords be checked, and delays the result until `release`. */
function holdJudged() {
  const { passwords } = shop.app;
  const verify = passwords.verify.bind(passwords);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const { promise: judged, resolve: allJudged } = Promise.withResolvers<void>();
  let count = 0;
  passwords.verify = async (stored, given) => {
    const right = await verify(stored, given);
    count += 1;
    if (count === AT_ONCE) allJudged();
    await held;
    return right;
  };
  return {
    judged,
    release: () => {
      passwords.verify = verify;
      release();
    },
  };
}

describe('a sign-in in progress grants nothing once', () => {
  type Change = (owner: Visitor, email: string, userId: string) => Promise<unknown>;
  const reset = async (person: Visitor, email: string) => {
    await person.post('/password-resets', { email });
    return tokenMailedTo(shop, email);
  };
  const operator = { actor: 'operator:test', at: clock.now() };
  const asOperator = (work: (tx: Tx) => Promise<unknown>) => shop.app.database.transaction(work);

  test.each<[string, number, Change]>([
    ['the password was changed', 1, (owner) => owner.post('/password', { password: NEXT })],
    [
      'a link set a new password',
      0,
      async (owner, email) => {
        const token = await reset(owner, email);
        return visitor(shop, 'portal').post('/password-resets/confirm', { token, password: NEXT });
      },
    ],
    [
      'the e-mail was changed',
      1,
      async (owner, email) => {
        const next = `next-${email}`;
        await owner.post('/me/email', { email: next });
        return owner.post('/me/email/confirm', { token: await tokenMailedTo(shop, next) });
      },
    ],
    ['the first second factor was set up', 1, (owner) => enrol(shop, owner)],
    ['its owner signed out everywhere else', 1, (owner) => owner.post('/sessions/revoke-others')],
    [
      'the person was disabled',
      0,
      async (owner, _email, userId) => {
        const partnerId = await partnerOf(userId);
        await colleague(shop, owner, 'owner');
        await asOperator((tx) =>
          changeUser(tx, shop.app, { partnerId }, userId, { disabled: true }, operator),
        );
      },
    ],
    [
      'the role was changed',
      1,
      async (owner, _email, userId) => {
        await colleague(shop, owner, 'owner');
        const partnerId = await partnerOf(userId);
        await asOperator((tx) =>
          changeUser(tx, shop.app, { partnerId }, userId, { role: 'buyer' }, operator),
        );
      },
    ],
  ])('%s', async (_what, left, change) => {
    const { visitor: owner, email } = await signUp(shop);
    const userId = await uuidOf(email);
    const held = holdJudged();
    const signIns = Array.from({ length: AT_ONCE }, () =>
      codeOf(visitor(shop, 'portal').post('/sign-in', { email, password: PASSWORD })),
    );
    await held.judged;
    await change(owner, email, userId);
    held.release();
    expect(await Promise.all(signIns)).toEqual(Array(AT_ONCE).fill('sign_in_refused'));
    expect(await sessionsOf(userId)).toBe(left);
  });

  test('and a proof with the old password grants no step-up', async () => {
    const { visitor: owner } = await signUp(shop);
    const held = holdJudged();
    const proofs = Array.from({ length: AT_ONCE }, () =>
      codeOf(owner.post('/step-up', { method: 'password', password: PASSWORD })),
    );
    await held.judged;
    expect((await owner.post('/password', { password: NEXT })).status).toBe(200);
    held.release();
    // Five wrong answers end a session, and the others find none.
    const codes = new Set(await Promise.all(proofs));
    expect([...codes].sort()).toEqual(['proof_refused', 'session_required']);
  });

  test('of many simultaneous sign-ins only the first counts', async () => {
    const { visitor: owner, email } = await signUp(shop);
    const userId = await uuidOf(email);
    const signIn = () => visitor(shop, 'portal').post('/sign-in', { email, password: PASSWORD });
    await Promise.all([
      ...Array.from({ length: AT_ONCE / 2 }, signIn),
      owner.post('/password', { password: NEXT }),
      ...Array.from({ length: AT_ONCE / 2 }, signIn),
    ]);
    expect(await sessionsOf(userId)).toBe(1);
    expect((await owner.get('/me')).status).toBe(200);
  });
});

const partnerOf = async (userId: string) => {
  const [row] = await shop.rows<{ partner_id: string }>(
    'SELECT partner_id FROM identity.users WHERE user_id = $1',
    [userId],
  );
  return row?.partner_id ?? '';
};

describe('a person who was removed meanwhile can no longer', () => {
  const by = { actor: 'operator:test', at: clock.now() };
  const ticket = { topic: 'other', subject: 'A question', text: 'Where is it?' };
  const acts: [string, string, string, unknown][] = [
    ['issue a key', 'POST', '/keys', undefined],
    ['invite', 'POST', '/invitations', { email: 'friend@rogue.example', role: 'owner' }],
    ['begin a second factor', 'POST', '/second-factor/totp', undefined],
    ['change the password', 'POST', '/password', { password: NEXT }],
    ['ask for another e-mail', 'POST', '/me/email', { email: 'rogue@rogue.example' }],
    ['be called otherwise', 'POST', '/me/name', { name: 'Rogue' }],
    ['open a ticket', 'POST', '/tickets', ticket],
    ['drop the public key', 'PUT', '/public-key', { public_key: null }],
    ['sign out elsewhere', 'POST', '/sessions/revoke-others', undefined],
    ['prove it', 'POST', '/step-up', { method: 'password', password: PASSWORD }],
  ];
  const OWN = new Set(['begin a second factor', 'change the password', 'ask for another e-mail']);
  for (const what of ['be called otherwise', 'sign out elsewhere', 'prove it']) OWN.add(what);
  const ways: Record<string, { code: string; change: Change }> = {
    disabled: {
      code: 'session_required',
      change: (tx, userId, partnerId) =>
        changeUser(tx, shop.app, { partnerId }, userId, { disabled: true }, by),
    },
    'signed out': {
      code: 'session_required',
      change: (tx, userId) => endSessions(tx, userId, null),
    },
    demoted: {
      code: 'role_missing',
      change: (tx, userId, partnerId) =>
        changeUser(tx, shop.app, { partnerId }, userId, { role: 'read_only' }, by),
    },
  };
  type Change = (tx: Tx, userId: string, partnerId: string) => Promise<unknown>;

  describe.each(Object.entries(ways))('%s', (way, { code, change }) => {
    // A call open to every role is still open after a change of role.
    const asked = way === 'demoted' ? acts.filter(([what]) => !OWN.has(what)) : acts;
    test.each(asked)('%s', async (_what, method, path, body) => {
      const { visitor: owner } = await signUp(shop);
      const { visitor: rogue, email } = await colleague(shop, owner, 'owner');
      const userId = await uuidOf(email);
      const partnerId = await partnerOf(userId);
      // A person who is disabled or demoted is notified, and so are their owners: by that change, not by this call.
      const kept = () =>
        shop.rows(
          `SELECT count(*) FROM kit.emails WHERE template NOT IN ('user.changed', 'account.changed')`,
        );
      const before = await kept();
      const { body: refused } = await overtake(
        shop,
        (tx) => change(tx, userId, partnerId),
        () => rogue.call(method, path, body === undefined ? {} : { body }),
      );
      expect(refused.code).toBe(code);
      expect(await kept()).toEqual(before);
      const keys = await shop.rows(
        'SELECT FROM partners.keys JOIN partners.tenants USING (tenant_id) WHERE partner_id = $1',
        [partnerId],
      );
      expect(keys).toHaveLength(0);
    });
  });
});

describe('what was counted or looked up before still holds at commit:', () => {
  const access = { topic: 'api_access', subject: 'Access', text: 'Please.' };

  test('one API access request is open at a time, however it was opened', async () => {
    const { visitor: owner } = await signUp(shop);
    const closed: string[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const { body } = await owner.post<{ id: string }>('/tickets', access);
      await owner.post(`/tickets/${body.id}/close`);
      closed.push(body.id);
    }
    const person = {
      ...{ actor: 'operator:test', at: clock.now(), name: 'A desk' },
      side: 'staff',
    } as const;
    const { body } = await overtake(
      shop,
      (tx) => reopenTicket(tx, null, parseId('tkt', closed[0] ?? ''), person),
      () => owner.post(`/tickets/${closed[1]}/reopen`),
    );
    expect(body.code).toBe('invalid_state');
  });

  test('reopened tickets count like others', async () => {
    const { visitor: owner } = await signUp(shop);
    const other = { topic: 'other', subject: 'A question', text: 'Where is it?' };
    const { body: first } = await owner.post<{ id: string }>('/tickets', other);
    await owner.post(`/tickets/${first.id}/close`);
    clock.advance(24 * 3_600_000); // the daily quota is not what this test is about
    for (let turn = 0; turn < 50; turn += 1) await owner.post('/tickets', other);
    expect(await codeOf(owner.post(`/tickets/${first.id}/reopen`))).toBe('limit_reached');
  });

  test('no password link is sent to an address that is just being replaced', async () => {
    const { visitor: owner, email } = await signUp(shop);
    const userId = await uuidOf(email);
    await owner.post('/password-resets', { email });
    const settled = await overtake(
      shop,
      (tx) =>
        tx.query('UPDATE identity.users SET email = $2 WHERE user_id = $1', [userId, `x${email}`]),
      () => settleLinks(shop.app),
    );
    expect(settled).toBe(1);
    const [link] = await shop.rows(
      `SELECT token_hash FROM identity.links WHERE email = $1 AND kind = 'password_reset'`,
      [email],
    );
    expect(link).toEqual({ token_hash: null });
  });
});

test('every web app call that needs a person checks the person again before it commits', async () => {
  const heads = {
    portal: (await signUp(shop)).visitor,
    console: (await staff(shop, 'admin')).visitor,
  };
  for (const webApp of ['portal', 'console'] as const) {
    const head = heads[webApp];
    await stepUp(clock, head);
    const authoriser = createSessionAuthoriser(shop.app, webApp);
    const cookie = [...head.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    for (const operation of Object.values<WebAppOperation>(webAppOperations[webApp])) {
      const { check } = await authoriser.admit(
        {
          ...{ requestId: 'req_test', address: '192.0.2.1', authorization: undefined },
          ...{ at: clock.now(), method: operation.method },
          headers: { cookie, 'x-psnb2b-door': webApp },
        },
        operation,
      );
      expect([operation.id, check !== undefined]).toEqual([
        operation.id,
        operation.auth !== 'none',
      ]);
    }
  }
});
