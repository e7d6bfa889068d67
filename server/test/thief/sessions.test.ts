/**
 * Guards: sessions and accounts against an attacker who has a part of one: an earlier cookie, a password without the
 * second factor, an invitation by a person who was removed, a request with extra members.
 */
import {
  type Me,
  portalOperations,
  type WebApp,
  type WebAppOperation,
  webAppOperations,
  webApps,
} from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId, newUuid } from '../../src/kit/ids.ts';
import {
  codeOf,
  colleague,
  enrol,
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
import { inviteStaff } from '../../testkit/people.ts';

const clock = drivenClock();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ clock, slowPasswords: true });
});
afterAll(() => shop[Symbol.asyncDispose]());

const cookieOf = (person: Visitor) => person.cookies.get(`psnb2b_${person.webApp}`) ?? '';
const holding = (webApp: WebApp, cookie: string) => {
  const thief = visitor(shop, webApp);
  thief.cookies.set(`psnb2b_${webApp}`, cookie);
  return thief;
};
const idOf = async (person: Visitor) => (await person.get<Me>('/me')).body.user.id;

describe('a session', () => {
  test('ignores a cookie that an attacker planted', async () => {
    const { email } = await signUp(shop);
    const planted = 'A'.repeat(43);
    const victim = holding('portal', planted);
    await victim.post('/sign-in', { email, password: PASSWORD });
    expect(cookieOf(victim)).not.toBe(planted);
    expect(await codeOf(holding('portal', planted).get('/me'))).toBe('session_required');
  });

  test('ends when another person signs in with the same browser', async () => {
    const { visitor: first } = await signUp(shop);
    const { email } = await signUp(shop);
    const before = cookieOf(first);
    await first.post('/sign-in', { email, password: PASSWORD });
    expect(await codeOf(holding('portal', before).get('/me'))).toBe('session_required');
  });

  test('that only a password opened ends once its owner has a second factor', async () => {
    const { visitor: owner, email } = await signUp(shop);
    const thief = visitor(shop, 'portal');
    await thief.post('/sign-in', { email, password: PASSWORD });
    await enrol(shop, owner);
    expect((await owner.get('/me')).status).toBe(200);
    expect(await codeOf(thief.get('/me'))).toBe('session_required');
  });

  test('that may only set up a second factor cannot replace one', async () => {
    const email = 'late@staff.example';
    const token = (await inviteStaff(shop, email, 'support')).split('#token=')[1];
    const victim = visitor(shop, 'console');
    await victim.post('/invitations/accept', { token, name: 'Late', password: PASSWORD });
    const thief = visitor(shop, 'console');
    await thief.post('/sign-in', { email, password: PASSWORD });
    await thief.post('/second-factor/totp');
    await enrol(shop, victim);
    expect(await codeOf(thief.post('/second-factor/totp'))).toBe('session_required');
    expect((await victim.get('/staff')).status).toBe(200);
  });

  test('that expired without use is not listed as signed in', async () => {
    const { visitor: owner, email } = await signUp(shop);
    await visitor(shop, 'portal').post('/sign-in', { email, password: PASSWORD });
    const listed = async () => (await owner.get<{ data: [] }>('/sessions')).body.data.length;
    expect(await listed()).toBe(2);
    clock.advance(36 * 3_600_000);
    await owner.get('/me');
    clock.advance(13 * 3_600_000);
    expect(await listed()).toBe(1);
  });
});

describe('a person who was removed', () => {
  test.each(['disabled', 'demoted'] as const)(
    'and is %s cannot return by an invitation of their own',
    async (how) => {
      const { visitor: owner } = await signUp(shop);
      const { visitor: rogue } = await colleague(shop, owner, 'owner');
      const email = `${how}@rogue.example`;
      await rogue.post('/invitations', { email, role: 'owner' });
      const token = await tokenMailedTo(shop, email);
      const body = how === 'disabled' ? { disabled: true } : { role: 'read_only' };
      const path = `/colleagues/${await idOf(rogue)}`;
      expect((await owner.call('PATCH', path, { body })).status).toBe(200);
      const accept = { token, name: 'Again', password: PASSWORD };
      expect(await codeOf(visitor(shop, 'portal').post('/invitations/accept', accept))).toBe(
        'link_invalid',
      );
    },
  );

  test('gets no link for a new password, and an earlier link does not work', async () => {
    const { visitor: owner } = await signUp(shop);
    const { visitor: buyer, email } = await colleague(shop, owner, 'buyer');
    await buyer.post('/password-resets', { email });
    const token = await tokenMailedTo(shop, email);
    const path = `/colleagues/${await idOf(buyer)}`;
    await owner.call('PATCH', path, { body: { disabled: true } });
    const password = 'eleven slow bicycles uphill';
    const confirm = { token, password };
    expect(await codeOf(visitor(shop, 'portal').post('/password-resets/confirm', confirm))).toBe(
      'link_invalid',
    );
    const before = await mailTo(shop, email);
    await visitor(shop, 'portal').post('/password-resets', { email });
    expect((await mailTo(shop, email))?.emailId).toBe(before?.emailId);
  });
});

describe('nobody extends their own rights', () => {
  test.each(['buyer', 'finance', 'developer', 'read_only'] as const)(
    'a %s changes no role, not even their own, and invites nobody',
    async (role) => {
      const { visitor: owner } = await signUp(shop);
      const { visitor: person } = await colleague(shop, owner, role);
      const own = `/colleagues/${await idOf(person)}`;
      expect(await codeOf(person.call('PATCH', own, { body: { role: 'owner' } }))).toBe(
        'role_missing',
      );
      const invitation = { email: `${role}@alt.example`, role: 'owner' };
      expect(await codeOf(person.post('/invitations', invitation))).toBe('role_missing');
    },
  );

  test('two owners who demote each other at once leave one owner', async () => {
    const { visitor: one } = await signUp(shop);
    const { visitor: two } = await colleague(shop, one, 'owner');
    const [first, second] = [await idOf(one), await idOf(two)];
    const demote = (by: Visitor, id: string) =>
      by.call('PATCH', `/colleagues/${id}`, { body: { role: 'buyer' } });
    const replies = await Promise.all([demote(one, second), demote(two, first)]);
    // The second is no longer an owner when their call runs.
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  test('two owners who step down at once leave one owner', async () => {
    const { visitor: one } = await signUp(shop);
    const { visitor: two } = await colleague(shop, one, 'owner');
    const replies = await Promise.all(
      [one, two].map(async (person) =>
        person.call('PATCH', `/colleagues/${await idOf(person)}`, { body: { role: 'buyer' } }),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  describe.each(['portal', 'console'] as const)('%s', (webApp) => {
    const withBody = Object.values<WebAppOperation>(webAppOperations[webApp]).filter(
      ({ body }) => body !== undefined,
    );
    let head: Visitor;
    beforeAll(async () => {
      head =
        webApp === 'portal' ? (await signUp(shop)).visitor : (await staff(shop, 'admin')).visitor;
    });

    test.each(withBody)('$id refuses members that are not its own', async ({ method, path }) => {
      await stepUp(clock, head);
      const full = path.replaceAll(/\{\w+\}/g, formatId('usr', newUuid()));
      const extra = { partner_id: formatId('prt', newUuid()), proven_at: 'now', is_admin: true };
      const { status, body } = await head.call<{ errors?: { pointer: string; code: string }[] }>(
        method,
        full,
        { body: extra },
      );
      expect(status).toBe(422);
      expect(body.errors).toContainEqual(
        expect.objectContaining({ pointer: '/is_admin', code: 'unknown_member' }),
      );
    });
  });

  test('an invitation grants the role that was chosen, whatever role its acceptance requests', async () => {
    const { visitor: owner } = await signUp(shop);
    const email = 'more@shop.example';
    await owner.post('/invitations', { email, role: 'read_only' });
    const token = await tokenMailedTo(shop, email);
    const accept = { token, name: 'More', password: PASSWORD, role: 'owner' };
    const person = visitor(shop, 'portal');
    expect((await person.post('/invitations/accept', accept)).status).toBe(422);
    const { role: _, ...plain } = accept;
    const { body } = await person.post<Me>('/invitations/accept', plain);
    expect(body.user.role).toBe('read_only');
    expect(body.may).not.toContain(portalOperations.invite.id);
  });
});

test('no reply of a web app API can be cached, framed or used to redirect elsewhere', async () => {
  for (const webApp of Object.keys(webApps) as WebApp[]) {
    for (const { method, path } of Object.values<WebAppOperation>(webAppOperations[webApp])) {
      const full = path.replaceAll(/\{\w+\}/g, 'x');
      const { headers } = await visitor(shop, webApp).call(method, full, {
        ...(method !== 'GET' && { body: {} }),
      });
      expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('location')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  }
});
