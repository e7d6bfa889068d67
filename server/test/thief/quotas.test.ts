/**
 * Guards: nothing that one owner adds grows without a limit. Every quota is tested by an owner who uses it up, and each
 * refusal names the limit and when it resets.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { newIdText, parseId } from '../../src/kit/ids.ts';
import { type QuotaName, quotaNames, setQuota } from '../../src/quotas/index.ts';
import {
  type Answer,
  buy,
  colleague,
  file,
  openShop,
  overtake,
  type Shop,
  signUp,
  smallFile,
  stepUp,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
const png = { name: 'a.png', bytes: smallFile('small.png') };
let shop: Shop;
let owner: Visitor;
let partnerId: string;
let key: string;
let testKey: string;
let order: Awaited<ReturnType<typeof buy>>;

beforeAll(async () => {
  shop = await openShop({ clock, env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  const signedUp = await signUp(shop);
  owner = signedUp.visitor;
  partnerId = parseId('prt', signedUp.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  key = (await shop.key(partnerId, { scopes: ['read', 'orders', 'codes', 'claims', 'webhooks'] }))
    .text;
  testKey = (await shop.key(partnerId, { mode: 'test' })).text;
  await shop.deposit(partnerId, '1000.00');
  await shop.deposit(partnerId, '1000000.00', 'test');
  await shop.stock({ codes: 12 });
  order = await buy(shop, key, 10);
});
afterAll(() => shop[Symbol.asyncDispose]());

let claimed = 0;
let number = 0;
/** Returns content that was never sent before. */
const fresh = () => {
  number += 1;
  return `fresh-${number}`;
};
const ticket = () => owner.post('/tickets', { ...about, subject: fresh() });
const about = { topic: 'billing', text: 'Where is it?', attachments: [] };

/** For each quota, a call that uses one unit of it. */
const GROWING: Readonly<Record<QuotaName, () => Promise<Answer>>> = {
  files: () => owner.call('POST', '/files', { file: png }),
  file_bytes: () => owner.call('POST', '/files', { file: png }),
  tickets: ticket,
  messages: async () => {
    const { body } = await owner.get<{ data: { id: string }[] }>('/tickets');
    return owner.post(`/tickets/${body.data[0]?.id}/messages`, { text: fresh(), attachments: [] });
  },
  claims: () => {
    claimed += 1;
    return file(shop, key, order.order.id, [order.codes[claimed % order.codes.length]?.id]);
  },
  invitations: () =>
    owner.post('/invitations', { email: `${fresh()}@shop.example`, role: 'read_only' }),
  webhook_endpoints: () => {
    const body = { url: `http://127.0.0.1:9/${fresh()}` };
    return shop.call('POST', '/webhook_endpoints', { key, body });
  },
  webhook_tests: async () => {
    const { body } = await shop.call<{ data: { id: string }[] }>('GET', '/webhook_endpoints', {
      key,
    });
    return shop.call('POST', `/webhook_endpoints/${body.data[0]?.id}/test`, { key });
  },
  test_clock: () =>
    shop.call('POST', '/test/clock', { key: testKey, body: { advance_seconds: 1 } }),
  certifications: () => {
    const checks = [{ check: 'claim', state: 'passed' }];
    const body = { checks, program_version: '0.1.0', took_seconds: 60 };
    return shop.call('POST', '/test/certifications', { key: testKey, body });
  },
  test_orders: () => testOrder(1),
  test_codes: () => testOrder(2),
  purchase_lines: () => {
    const line = { key: fresh(), region: 'US', denomination: 50, quantity: 1 };
    const id = newIdText('pur', clock.now().getTime());
    return owner.post('/purchases?mode=test', { id, lines: [line] });
  },
  unknown_codes: async () => {
    const body = { code: fresh() };
    const answer = await shop.call('POST', '/codes/lookup', { key, body });
    // Not found is what counts.
    return answer.status === 404 ? { ...answer, status: 200 } : answer;
  },
  acts: () => owner.post('/me/name', { name: fresh() }),
  refusal_records: async () => {
    const reader = (await colleague(shop, owner, 'read_only')).visitor;
    await reader.post('/tickets', { ...about, subject: 'No' });
    const answer = await reader.post('/tickets', { ...about, subject: 'No' });
    expect(answer.body.code).toBe('role_missing');
    return answer;
  },
  link_requests: () => stranger.post('/password-resets', { email: `${fresh()}@nowhere.example` }),
};
let stranger: Visitor;

function testOrder(quantity: number): Promise<Answer> {
  const body = { region: 'US', denomination: 50, quantity, payment: 'balance' };
  return shop.call('POST', '/orders', { key: testKey, body, idempotencyKey: fresh() });
}

async function set(name: QuotaName, perDay: number | null): Promise<void> {
  const by = { actor: 'operator:test', at: clock.now() };
  await shop.app.database.transaction((tx) => setQuota(tx, name, perDay, by));
}

beforeEach(async () => {
  stranger = visitor(shop, 'portal');
  await shop.rows('DELETE FROM quotas.uses RETURNING 1');
  clock.advance(60 * 60 * 1000);
  await stepUp(clock, owner);
});

describe('the quota of', () => {
  // The quota of refusal records has no refusal of its own: the call was refused already.
  const names = quotaNames.filter((name) => name !== 'refusal_records');
  test.each(names)('%s', async (name) => {
    const grow = GROWING[name];
    const first = await grow();
    expect(first.status, first.text).toBeLessThan(300);
    await set(name, 1);
    const refused = await grow();
    expect(refused.body, refused.text).toMatchObject({
      code: 'limit_reached',
      limit: 1,
      used: expect.any(Number),
      resets_at: expect.stringMatching(/T00:00:00\.000Z$/),
    });
    await set(name, null);
    const again = await grow();
    expect(again.status, again.text).toBeLessThan(300);
  });
});

/** More than any limit. */
const FULL = 1_000_000_000_000;

/** Each quota is checked before the work and used at its end: this tests the end, because the check finds room. */
describe('the quota is used up while a call runs:', () => {
  const usesOf = async (name: QuotaName) => {
    const rows = await shop.rows<{ used: number }>(
      `SELECT DISTINCT used FROM quotas.uses WHERE name = '${name}'`,
    );
    return rows.map(({ used }) => used);
  };
  const overtaken = async (name: QuotaName) => {
    await GROWING[name]();
    return overtake(
      shop,
      (tx) => tx.query('UPDATE quotas.uses SET used = $2 WHERE name = $1', [name, FULL]),
      GROWING[name],
    );
  };
  // A test order has been placed by then: it counts as far as the quota allows, and the next is refused.
  const counted: readonly QuotaName[] = ['test_orders', 'test_codes'];
  // These are only used, per person: the test below covers them.
  const others: readonly QuotaName[] = [...counted, 'refusal_records'];

  test.each(quotaNames.filter((name) => !others.includes(name)))('%s', async (name) => {
    const answer = await overtaken(name);
    expect(answer.body, answer.text).toMatchObject({ code: 'limit_reached', used: FULL });
    expect(await usesOf(name)).toEqual([FULL]);
  });

  test.each(counted)('%s', async (name) => {
    await overtaken(name);
    expect(await usesOf(name)).toEqual([FULL]);
  });
});

test.each(['files', 'file_bytes'] as const)(
  '%s are checked before the file is judged',
  async (name) => {
    await set(name, 0);
    const bad = { name: 'a.png', bytes: Buffer.from('no picture') };
    expect((await owner.call('POST', '/files', { file: bad })).body.code).toBe('limit_reached');
    await set(name, null);
    expect((await owner.call('POST', '/files', { file: bad })).body.code).toBe('validation_failed');
  },
);

test('every test order and each of its codes is counted', async () => {
  await testOrder(2);
  await testOrder(1);
  const rows = await shop.rows(
    `SELECT name, used FROM quotas.uses WHERE name LIKE 'test\\_%' ORDER BY name`,
  );
  expect(rows).toEqual([
    { name: 'test_codes', used: 3 },
    { name: 'test_orders', used: 2 },
  ]);
});

test('the number of recorded refusals per day is limited', async () => {
  await set('refusal_records', 1);
  await GROWING.refusal_records();
  const rows = await shop.rows(`SELECT 1 FROM audit.entries WHERE action = 'call.refused'`);
  expect(rows).toHaveLength(1);
});

test('a placed test order is found again when the quota is used up', async () => {
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const send = () =>
    shop.call<{ id: string }>('POST', '/orders', { key: testKey, body, idempotencyKey: 'kept' });
  const placed = await send();
  expect(placed.status, placed.text).toBe(201);
  await set('test_orders', 1);
  expect((await send()).body.id).toBe(placed.body.id);
  await set('test_orders', null);
});

describe('an act of a person', () => {
  /** Returns how many transactions a call began. */
  async function logOf(call: () => Promise<Answer>) {
    const { database } = shop.app;
    const begin = database.transaction.bind(database);
    const log = { transactions: 0 };
    database.transaction = (work) => {
      log.transactions += 1;
      return begin(work);
    };
    try {
      const { status } = await call();
      return { ...log, status };
    } finally {
      database.transaction = begin;
    }
  }
  const used = async () => {
    const rows = await shop.rows<{ used: number }>(
      `SELECT used FROM quotas.uses WHERE name = 'acts'`,
    );
    return rows.map((row) => row.used);
  };
  const refused = () => owner.post('/me/name', { name: '' });

  test('is counted in its own commit', async () => {
    await owner.get('/me');
    await shop.rows('DELETE FROM quotas.uses RETURNING 1');
    expect(await logOf(GROWING.acts)).toMatchObject({ status: 200, transactions: 1 });
    expect(await used()).toEqual([1]);
  });

  test('counts even if it is refused: with the next act, or with the 25th', async () => {
    await GROWING.acts();
    await shop.rows('DELETE FROM quotas.uses RETURNING 1');
    expect(await logOf(refused)).toMatchObject({ status: 422, transactions: 0 });
    expect(await used()).toEqual([]);
    await GROWING.acts();
    expect(await used()).toEqual([2]);
    for (let turn = 0; turn < 26; turn += 1) await refused();
    expect(await used()).toEqual([27]);
    await set('acts', 30);
    const codes: unknown[] = [];
    for (let turn = 0; turn < 30; turn += 1) codes.push((await refused()).body.code);
    expect(codes.at(0)).toBe('validation_failed');
    expect(codes.at(-1)).toBe('limit_reached');
    expect((await GROWING.acts()).body.code).toBe('limit_reached');
    await set('acts', null);
    expect((await GROWING.acts()).status).toBe(200);
  });

  test('is undone if another process used up the quota', async () => {
    const name = async () => (await owner.get<{ user: { name: string } }>('/me')).body.user.name;
    await GROWING.acts();
    const before = await name();
    await set('acts', 1);
    expect((await GROWING.acts()).body.code).toBe('limit_reached');
    expect(await name()).toBe(before);
    await set('acts', null);
  });
});
