/**
 * Guards: API keys. A key works only if it is complete, not expired, used from its networks and within its scopes and
 * caps, for a partner that is approved and not suspended; rotation overlaps without a gap, revocation applies on every
 * node within a second, and whoever reports a leaked key revokes it.
 */
import type { Order, OwnKey } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { By } from '../../src/kit/by.ts';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { formatId } from '../../src/kit/ids.ts';
import { lockKey, nameKey, revokeKey, rotateKey } from '../../src/partners/index.ts';
import { callApi, openShop, type Shop } from '../../testkit/index.ts';

const HOUR = 3_600_000;

let clock: DrivenClock;
let shop: Shop;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock, nodes: 2 });
  await shop.stock({ codes: 100 });
});
afterAll(() => shop[Symbol.asyncDispose]());

const by = (): By => ({ actor: 'operator:test', at: clock.now() });

function balance(key: string, from?: string) {
  return shop.call('GET', '/balance', { key, ...(from !== undefined && { from }) });
}

function place(key: string, quantity: number) {
  const body = { region: 'US', denomination: 50, quantity };
  return shop.call<Order>('POST', '/orders', { key, body });
}

function rotate(keyId: string, overlapMs: number) {
  return shop.app.database.transaction((tx) => rotateKey(tx, shop.app, keyId, overlapMs, by()));
}

describe('an invalid key', () => {
  test('is refused with the same reply, whatever is wrong with it', async () => {
    const partnerId = await shop.partner();
    const { text: key } = await shop.key(partnerId);
    const revoked = await shop.key(partnerId);
    await shop.app.database.transaction((tx) =>
      revokeKey(tx, shop.app, revoked.keyId, 'test', by()),
    );
    const expired = await shop.key(partnerId, { expiresAt: new Date(clock.now().getTime() + 1) });
    clock.advance(1);
    await shop.settle();
    const flipped = `${key.slice(0, 20)}${key[20] === 'A' ? 'B' : 'A'}${key.slice(21)}`;
    const otherMode = key.replace('_live_', '_test_');
    const unknown = `psnb2b_live_${'0'.repeat(49)}`;
    const bodies = new Set<string>();
    const texts = [flipped, otherMode, unknown, key.slice(0, -1), `${key}0`, key.toUpperCase()];
    const keys = [...texts, 'x', revoked.text, expired.text];
    for (const [index, text] of keys.entries()) {
      const from = `198.51.100.${index}`;
      const answer = await shop.call('GET', '/balance', { key: text, from });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      bodies.add(answer.text.replace(String(answer.body.request_id), ''));
    }
    for (const authorization of [key, `Basic ${key}`, `Bearer`, `Bearer ${key} ${key}`]) {
      const from = '198.51.100.99';
      const answer = await shop.call('GET', '/balance', { headers: { authorization }, from });
      expect(answer.status).toBe(401);
      bodies.add(answer.text.replace(String(answer.body.request_id), ''));
    }
    expect(bodies.size).toBe(1);
    expect((await balance(key)).status).toBe(200);
  });

  test('a key in the query string or the body is never accepted', async () => {
    const { key } = await shop.buyer({ balance: '500.00' });
    const from = '198.51.100.200';
    for (const name of ['key', 'api_key', 'access_token', 'token']) {
      expect((await shop.call('GET', `/balance?${name}=${key}`, { from })).status).toBe(401);
      const body = { region: 'US', denomination: 50, quantity: 1, [name]: key };
      expect((await shop.call('POST', '/orders', { body, from })).status).toBe(401);
    }
    expect((await shop.call('GET', '/orders', { key })).body.data).toEqual([]);
  });
});

describe('rotation', () => {
  test('both keys work for the overlap, then only the new one, to the millisecond', async () => {
    const partnerId = await shop.partner();
    const old = await shop.key(partnerId, { scopes: ['read'] });
    const { text: heir } = await rotate(old.keyId, 24 * HOUR);
    await shop.settle();
    expect([(await balance(old.text)).status, (await balance(heir)).status]).toEqual([200, 200]);
    expect((await place(heir, 1)).body).toMatchObject({ code: 'scope_missing' });
    clock.advance(24 * HOUR - 1);
    expect((await balance(old.text)).status).toBe(200);
    clock.advance(1);
    expect([(await balance(old.text)).status, (await balance(heir)).status]).toEqual([401, 200]);
  });

  test('without an overlap the old key ends at once', async () => {
    const old = await shop.key(await shop.partner());
    await rotate(old.keyId, 0);
    await shop.settle();
    expect((await balance(old.text)).status).toBe(401);
  });

  test('the pair shares one daily cap and one rate limit', async () => {
    const { partnerId } = await shop.buyer({ balance: '1000.00' });
    const old = await shop.key(partnerId, { dailyQuantity: 3, requestsPerMinute: 7 });
    const { text: heir } = await rotate(old.keyId, HOUR);
    await shop.settle();
    expect((await place(old.text, 2)).status).toBe(201);
    expect((await place(heir, 2)).body).toMatchObject({ code: 'key_cap_reached' });
    expect((await place(heir, 1)).status).toBe(201);
    expect((await place(old.text, 1)).body).toMatchObject({ code: 'key_cap_reached' });
    const statuses: number[] = [];
    for (const key of [old.text, heir, old.text, heir]) statuses.push((await balance(key)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});

test('a revocation applies within a second on a node that was not notified', async () => {
  const { keyId, text: key } = await shop.key(await shop.partner());
  const node = shop.nodes[1]?.url ?? '';
  expect((await callApi(node, 'GET', '/balance', { key })).status).toBe(200);
  await shop.app.database.transaction((tx) => revokeKey(tx, shop.app, keyId, 'stolen', by()));
  const revokedAt = performance.now();
  for (;;) {
    const began = performance.now();
    const { status } = await callApi(node, 'GET', '/balance', { key });
    if (status === 401) break;
    expect(began - revokedAt).toBeLessThan(1_000);
  }
});

test('a list of networks admits their addresses and no others', async () => {
  const partnerId = await shop.partner();
  const { text: key } = await shop.key(partnerId, {
    allowCidr: ['192.0.2.0/25', '2001:db8:7::/48'],
  });
  for (const [from, status] of [
    ['192.0.2.0', 200],
    ['192.0.2.127', 200],
    ['192.0.2.128', 403],
    ['2001:db8:7:1::5', 200],
    ['2001:db8:8::5', 403],
    ['203.0.113.1', 403],
    ['::ffff:192.0.2.5', 200],
    // Only the hop that our own proxy added is trusted: the last one.
    ['192.0.2.1, 203.0.113.1', 403],
    ['203.0.113.1, 192.0.2.1', 200],
  ] as const) {
    const answer = await balance(key, from);
    expect([from, answer.status]).toEqual([from, status]);
    if (status === 403) expect(answer.body.code).toBe('ip_not_allowed');
  }
});

test('each call needs its scope', async () => {
  const { partnerId } = await shop.buyer({ balance: '500.00' });
  const { body: order } = await place((await shop.key(partnerId)).text, 1);
  const calls = [
    ['read', 'GET', '/inventory'],
    ['read', 'GET', '/balance'],
    ['read', 'GET', '/orders'],
    ['read', 'GET', `/orders/${order.id}`],
    ['orders', 'POST', '/orders'],
    ['orders', 'POST', `/orders/${order.id}/cancel`],
    ['codes', 'GET', `/orders/${order.id}/codes`],
  ] as const;
  for (const scope of ['read', 'orders', 'codes', 'claims']) {
    const { text: key, keyId } = await shop.key(partnerId, { scopes: [scope] });
    for (const [needed, method, path] of calls) {
      const { status, body } = await shop.call(method, path, { key });
      const seen = body.code === 'scope_missing' ? 'kept out' : 'let in';
      expect([scope, method, path, seen]).toEqual([
        scope,
        method,
        path,
        scope === needed ? 'let in' : 'kept out',
      ]);
      if (seen === 'kept out') expect(status).toBe(403);
    }
    await shop.app.database.transaction((tx) => revokeKey(tx, shop.app, keyId, 'done', by()));
  }
});

describe('daily caps', () => {
  test('count what was bought, not what was refused, until the UTC day ends', async () => {
    clock.set(new Date('2027-03-01T22:00:00.000Z'));
    await shop.settle();
    const { partnerId } = await shop.buyer({ balance: '10000.00' });
    const { text: key } = await shop.key(partnerId, { dailySpend: 14_100 });
    expect((await place(key, 4)).body).toMatchObject({ code: 'key_cap_reached' });
    expect((await place(key, 2)).status).toBe(201);
    expect((await place(key, 2)).body).toMatchObject({ code: 'key_cap_reached' });
    expect((await place(key, 1)).status).toBe(201);
    expect((await place(key, 1)).body).toMatchObject({ code: 'key_cap_reached' });
    clock.set(new Date('2027-03-01T23:59:59.999Z'));
    expect((await place(key, 1)).body).toMatchObject({ code: 'key_cap_reached' });
    clock.set(new Date('2027-03-02T00:00:00.000Z'));
    expect((await place(key, 3)).status).toBe(201);
  });

  test('do not count an order that fails for money or stock', async () => {
    const partnerId = await shop.partner();
    const { text: key } = await shop.key(partnerId, { dailyQuantity: 3 });
    expect((await place(key, 3)).status).toBe(402);
    await shop.deposit(partnerId, '1000.00');
    const gone = { region: 'US', denomination: 100, quantity: 3 };
    expect((await shop.call('POST', '/orders', { key, body: gone })).status).toBe(409);
    expect((await place(key, 3)).status).toBe(201);
  });

  test('apply to one key only', async () => {
    const { partnerId, key } = await shop.buyer({ balance: '1000.00' });
    const { text: capped } = await shop.key(partnerId, { dailyQuantity: 0 });
    expect((await place(capped, 1)).body).toMatchObject({ code: 'key_cap_reached' });
    expect((await place(key, 1)).status).toBe(201);
  });
});

test('a suspended partner is refused with that reason on every call, and can resume afterwards', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '500.00' });
  const { body: order } = await place(key, 1);
  await shop.change(partnerId, { suspended: 'unpaid bills' });
  for (const [method, path] of [
    ['GET', '/balance'],
    ['GET', '/inventory'],
    ['GET', `/orders/${order.id}/codes`],
    ['POST', '/orders'],
  ] as const) {
    const answer = await shop.call(method, path, { key });
    expect(answer).toMatchObject({ status: 403, body: { code: 'partner_suspended' } });
    expect(answer.text).not.toContain('unpaid');
  }
  await shop.change(partnerId, { suspended: null });
  expect((await balance(key)).status).toBe(200);
});

describe('a reported key', () => {
  const report = (key: string, from: string) =>
    shop.call('POST', '/key-reports', { body: { key }, from });

  test('is revoked at once, and the reply does not reveal whether it existed', async () => {
    const { keyId, text: key } = await shop.key(await shop.partner());
    expect((await balance(key)).status).toBe(200);
    const real = await report(key, '203.0.113.50');
    expect(real).toMatchObject({ status: 202, body: { status: 'received' } });
    expect((await balance(key)).status).toBe(401);
    const again = await report(key, '203.0.113.50');
    const unreal = await report(`psnb2b_live_${'0'.repeat(49)}`, '203.0.113.50');
    expect([again.text, unreal.text]).toEqual([real.text, real.text]);
    const [recorded, ...more] = await shop.rows<{ actor: string; address: string }>(
      `SELECT e.actor, e.address FROM audit.entries e
         JOIN partners.keys k ON e.action = 'key.revoked' AND e.tenant_id = k.tenant_id
        WHERE k.key_id = $1`,
      [keyId],
    );
    expect(recorded).toMatchObject({ actor: 'anyone', address: '203.0.113.50' });
    expect(more).toEqual([]);
  });

  test('is never recorded in the clear', async () => {
    const { text: key } = await shop.key(await shop.partner());
    await report(key, '203.0.113.51');
    const secret = key.slice(16, -4);
    for (const { logs } of shop.nodes) expect(logs.join('\n')).not.toContain(secret);
    const [found] = await shop.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit.entries e WHERE e::text LIKE '%' || $1 || '%'`,
      [secret],
    );
    expect(found?.count).toBe(0);
  });
});

describe('GET /me', () => {
  test('says what the key may do, and what is left of its limits and of its day', async () => {
    const { partnerId } = await shop.buyer({ balance: '5000.00' });
    const terms = { scopes: ['orders'], dailySpend: 20_000, dailyQuantity: 3, ordersPerMinute: 7 };
    const { keyId, text: key } = await shop.key(partnerId, terms);
    await shop.app.database.transaction(async (tx) =>
      nameKey(tx, await lockKey(tx, keyId), ' Web  shop ', by()),
    );
    expect((await place(key, 2)).status).toBe(201);
    const answer = await shop.call<OwnKey>('GET', '/me', { key, from: '192.0.2.77' });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(key.slice(16, -4));
    const { body, headers } = answer;
    expect(body).toMatchObject({
      object: 'me',
      api_key: {
        ...{ id: formatId('key', keyId), name: 'Web shop' },
        hint: `${key.slice(0, 16)}…${key.slice(-4)}`,
      },
      mode: 'live',
      scopes: ['orders'],
      business: { currency: 'USD' },
      address: '192.0.2.77',
      limits: {
        orders: { per_minute: 7, remaining: 6 },
        daily_spend: { cap: '200.00', left: expect.stringMatching(/^1\d\d\.\d\d$/) },
        daily_quantity: { cap: 3, used: 2, left: 1 },
      },
    });
    // Its figures are those of the headers.
    expect(body.limits.requests).toEqual({
      per_minute: Number(headers.get('x-ratelimit-limit')),
      remaining: Number(headers.get('x-ratelimit-remaining')),
    });
    const { cap, used, left } = body.limits.daily_spend ?? { cap: '', used: '', left: '' };
    expect(Number(used) + Number(left)).toBeCloseTo(Number(cap), 2);
    const midnight = new Date(clock.now());
    midnight.setUTCHours(24, 0, 0, 0);
    expect(body.limits.resets_at).toBe(midnight.toISOString());
    expect((await place(key, 2)).body).toMatchObject({ code: 'key_cap_reached' });
  });

  test('of a key without caps has none, and a key that is refused elsewhere is refused here', async () => {
    const { key } = await shop.buyer();
    const { body } = await shop.call<OwnKey>('GET', '/me', { key });
    expect(body.limits).toMatchObject({ daily_spend: null, daily_quantity: null });
    const { text: elsewhere } = await shop.key(await shop.partner(), {
      allowCidr: ['198.51.100.0/24'],
    });
    expect((await shop.call('GET', '/me', { key: elsewhere })).body).toMatchObject({
      code: 'ip_not_allowed',
    });
  });
});
