/**
 * Guards: every call of both web apps admits exactly the people whom its declaration names. For each route: no
 * session, a session of the other web app, a half sign-in, every role, no fresh proof, another site. What a
 * role may not do is in the audit.
 */
import {
  mayCall,
  partnerRoles,
  staffRoles,
  type WebApp,
  type WebAppOperation,
  webAppHeader,
  webAppOperations,
  webApps,
} from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId, newUuid } from '../../src/kit/ids.ts';
import { consoleRoutes, portalRoutes } from '../../src/surfaces/index.ts';
import {
  colleague,
  enrol,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  staff,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

const TEN_MINUTES = 600_000;
/** Calls that end or change the session that the table of calls uses. */
const OF_ITSELF = new Set(['signOut', 'revokeOtherSessions', 'changePassword', 'revokeSession']);

const clock = drivenClock();
let shop: Shop;
const people = new Map<string, Visitor>();
let half: Record<WebApp, Visitor>;

beforeAll(async () => {
  shop = await openShop({ clock });
  const { visitor: owner, email } = await signUp(shop);
  people.set('portal owner', owner);
  for (const role of partnerRoles.slice(1)) {
    people.set(`portal ${role}`, (await colleague(shop, owner, role)).visitor);
  }
  for (const role of staffRoles) {
    people.set(`console ${role}`, (await staff(shop, role)).visitor);
  }
  await enrol(shop, owner);
  const admin = await staff(shop, 'admin');
  half = { portal: visitor(shop, 'portal'), console: visitor(shop, 'console') };
  await half.portal.post('/sign-in', { email, password: PASSWORD });
  await half.console.post('/sign-in', { email: admin.email, password: PASSWORD });
});
afterAll(() => shop[Symbol.asyncDispose]());

const roles = { portal: partnerRoles, console: staffRoles } as const;

function personOf(webApp: WebApp, role: string): Visitor {
  const found = people.get(`${webApp} ${role}`);
  if (!found) throw new Error(`nobody is ${role}`);
  return found;
}

/** Nothing that exists: whoever is admitted gets a fault in the body or a 404, or reads. */
async function codeOf(person: Visitor, operation: WebAppOperation): Promise<string> {
  const path = operation.path.replaceAll(/\{\w+\}/g, formatId('usr', newUuid()));
  const options = operation.method === 'GET' ? {} : { body: { unknown: 1 } };
  const { body } = await person.call(operation.method, path, options);
  return typeof body.code === 'string' ? body.code : 'let in';
}

/** The refusals of the authoriser; the call itself answers everything else. */
const GATE = new Set([
  'session_required',
  'second_factor_required',
  'role_missing',
  'step_up_required',
  'csrf_refused',
]);
const verdict = (code: string) => (GATE.has(code) ? code : 'let in');

describe.each(['portal', 'console'] as const)('%s', (webApp) => {
  const operations = Object.values<WebAppOperation>(webAppOperations[webApp]);

  test('every declared call has a route, and there is no other route', () => {
    const routes = webApp === 'portal' ? portalRoutes(shop.app) : consoleRoutes(shop.app);
    expect(routes.map(({ operation }) => operation.id).sort()).toEqual(
      operations.map(({ id }) => id).sort(),
    );
  });

  test.each(operations)(
    '$id without a session, or with a session of the other web app',
    async (operation) => {
      const expected = operation.auth === 'none' ? 'let in' : 'session_required';
      expect(verdict(await codeOf(visitor(shop, webApp), operation))).toBe(expected);
      const stranger = visitor(shop, webApp);
      const other = webApp === 'portal' ? 'console' : 'portal';
      const [role] = roles[other];
      for (const [name, value] of personOf(other, role).cookies) {
        stranger.cookies.set(name.replace(other, webApp), value);
        stranger.cookies.set(name, value);
      }
      expect(verdict(await codeOf(stranger, operation))).toBe(expected);
    },
  );

  test.each(operations)('$id with a half sign-in', async (operation) => {
    if (OF_ITSELF.has(operation.id)) return;
    const open = operation.auth === 'none' || operation.auth === 'half';
    expect(verdict(await codeOf(half[webApp], operation))).toBe(
      open ? 'let in' : 'second_factor_required',
    );
  });

  test.each(operations)('$id by role', async (operation) => {
    if (OF_ITSELF.has(operation.id)) return;
    for (const role of roles[webApp]) {
      const expected = mayCall(operation, role) ? 'let in' : 'role_missing';
      const before = await refusals();
      const found = verdict(await codeOf(personOf(webApp, role), operation));
      expect([role, found]).toEqual([role, expected]);
      expect((await refusals()) - before).toBe(expected === 'role_missing' ? 1 : 0);
    }
  });

  test.each(operations.filter(({ stepUp }) => stepUp))(
    '$id long after the last proof',
    async (operation) => {
      const [head] = roles[webApp];
      const now = clock.now();
      clock.advance(TEN_MINUTES + 1);
      const found = await codeOf(personOf(webApp, head), operation);
      clock.set(now);
      expect(found).toBe('step_up_required');
    },
  );

  test.each(operations.filter(({ method }) => method !== 'GET'))(
    '$id from another site',
    async (operation) => {
      const [head] = roles[webApp];
      const path = operation.path.replaceAll(/\{\w+\}/g, 'x');
      const foreign = [
        { [webAppHeader]: '' },
        { [webAppHeader]: webApp === 'portal' ? 'console' : 'portal' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ];
      for (const headers of foreign) {
        const person = personOf(webApp, head);
        const { body } = await person.call(operation.method, path, { body: {}, headers });
        expect([headers, body.code]).toEqual([headers, 'csrf_refused']);
      }
    },
  );

  test('an unknown id reads as not found, once the request has a valid form', async () => {
    const [head] = roles[webApp];
    const withIds = operations.filter(({ path, roles }) => {
      return (
        path.includes('_id}') && (roles === 'any' || (roles as readonly string[]).includes(head))
      );
    });
    expect(withIds).not.toEqual([]);
    // The calls above were nearly all that one person may make in a minute.
    const { visitor: person } = await (webApp === 'portal' ? signUp(shop) : staff(shop, 'admin'));
    for (const { method, path, body, id } of withIds) {
      if (OF_ITSELF.has(id)) continue;
      const where = path.replaceAll(/\{\w+\}/g, 'x');
      if (method === 'GET')
        expect([id, (await person.get(where)).body.code]).toEqual([id, 'not_found']);
      if (method === 'GET' || !body) continue;
      const faulty = await person.call(method, where, { body: { unknown: 1 } });
      expect([id, faulty.body.code]).toEqual([id, 'validation_failed']);
    }
  });

  test('an unknown path or method is refused, and reveals nothing else', async () => {
    const stranger = visitor(shop, webApp);
    expect((await stranger.get('/nothing')).body.code).toBe('not_found');
    const wrong = await stranger.call('DELETE', '/me');
    expect([wrong.body.code, wrong.headers.get('allow')]).toEqual([
      'method_not_allowed',
      'GET, HEAD',
    ]);
    const broken = await fetch(`${shop.url}${webApps[webApp].basePath}/%zz`);
    expect(broken.status).toBe(404);
  });
});

async function refusals(): Promise<number> {
  const rows = await shop.rows(`SELECT 1 FROM audit.entries WHERE action = 'call.refused'`);
  return rows.length;
}

test('a role that was removed no longer works at the next call', async () => {
  const { visitor: owner } = await signUp(shop);
  const { visitor: developer } = await colleague(shop, owner, 'developer');
  const { body: me } = await developer.get<{ user: { id: string } }>('/me');
  const setKey = () => developer.call('PUT', '/public-key', { body: { public_key: null } });
  expect((await setKey()).status).toBe(200);
  await owner.call('PATCH', `/colleagues/${me.user.id}`, { body: { role: 'read_only' } });
  expect((await setKey()).body.code).toBe('role_missing');
});
