/**
 * Guards: the lease of an endpoint by the database's clock: renewed early enough, taken over by another worker once it
 * has ended and not before, or with the database's run, and released by the worker that lost it.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { drivenClock, openShop, type Shop } from '../../testkit/index.ts';
import { createEndpoint } from './create-endpoint.ts';
import { LeasedChannels } from './leased-channels.ts';
import { testEndpoint } from './test-endpoint.ts';

const SECOND = 1_000;
const MONTH = 31 * 24 * 3_600 * SECOND;
const clock = drivenClock();
let shop: Shop;
let endpointId: string;
beforeAll(async () => {
  shop = await openShop({ clock, egress: { allowPrivate: true, resolve: async () => [] } });
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Nothing is sent in these tests. */
const connect = () => {};
const holder = () => new LeasedChannels({ ...shop.app, connect });

beforeEach(async () => {
  const partnerId = await shop.partner();
  const [tenant] = await shop.rows<{ tenantId: number }>(
    `SELECT tenant_id AS "tenantId" FROM partners.tenants WHERE partner_id = $1 AND mode = 'live'`,
    [partnerId],
  );
  const owner = { tenantId: tenant?.tenantId ?? 0, mode: 'live' } as const;
  const target = { url: 'https://example.com/', events: null };
  const made = await createEndpoint(shop.app, owner, target, null, {
    at: shop.app.clock.now(),
    actor: 'operator:test',
  });
  endpointId = made.endpoint.endpointId;
  await testEndpoint(shop.app, owner, endpointId, null);
});

async function lease(): Promise<{ worker: string | null; until: number }> {
  const [row] = await shop.rows<{ worker: string | null; until: Date | null }>(
    'SELECT worker, leased_until AS until FROM webhooks.cursors WHERE endpoint_id = $1',
    [endpointId],
  );
  return { worker: row?.worker ?? null, until: row?.until?.getTime() ?? 0 };
}

/** Advances the time of the workers, and of the database, which decides when a lease ends. */
async function pass(ms: number): Promise<void> {
  clock.advance(ms);
  await shop.rows('UPDATE webhooks.cursors SET leased_until = leased_until - $1::interval', [
    `${ms} ms`,
  ]);
}

const channel = (held: LeasedChannels) => held.all.find((each) => each.endpointId === endpointId);

test('renewed after 10 s of its 30, and not before', async () => {
  const held = holder();
  await held.refresh();
  await pass(9 * SECOND);
  const before = await lease();
  expect(before.worker).toBe(held.worker);
  await held.refresh();
  expect(await lease()).toEqual(before);
  await pass(SECOND);
  await held.refresh();
  expect((await lease()).until).toBeGreaterThan(before.until);
});

test('a failed renewal is repeated at the next check', async () => {
  const held = holder();
  await held.refresh();
  await pass(10 * SECOND);
  const before = await lease();
  const rename = (from: string, to: string) =>
    shop.rows(`ALTER FUNCTION webhooks.${from}(uuid, int, uuid[]) RENAME TO ${to}`);
  await rename('renew', 'renew_away');
  try {
    await expect(held.refresh()).rejects.toThrow('webhooks.renew');
  } finally {
    await rename('renew_away', 'renew');
  }
  await held.refresh();
  expect((await lease()).until).toBeGreaterThan(before.until);
});

test('a worker that was frozen loses it when its time is up, and starts nothing more', async () => {
  const [still, heir] = [holder(), holder()];
  await still.refresh();
  await heir.refresh();
  expect(channel(heir)).toBeUndefined();
  await pass(29 * SECOND);
  expect(still.isInForce).toBe(true);
  await pass(SECOND);
  expect(still.isInForce).toBe(false);
  await heir.refresh();
  expect((await lease()).worker).toBe(heir.worker);
  expect(channel(heir)).toMatchObject({ closing: false, readTo: 0 });
  await still.refresh();
  expect(channel(still)).toBeUndefined();
  expect((await lease()).worker).toBe(heir.worker);
});

test('it ends with the run of the database in which it began, because what was recorded under it may be lost', async () => {
  const [before, after] = [holder(), holder()];
  await before.refresh();
  const version = channel(before)?.version ?? 0;
  await shop.rows(
    `UPDATE webhooks.cursors SET server_started = server_started - interval '1 minute' WHERE endpoint_id = $1`,
    [endpointId],
  );
  await shop.rows(
    'SELECT webhooks.release($1, ARRAY[$2::uuid], ARRAY[$3::int], ARRAY[1::bigint])',
    [...[before.worker, endpointId, version]],
  );
  expect((await lease()).worker).toBe(before.worker);
  await after.refresh();
  expect((await lease()).worker).toBe(after.worker);
  expect(channel(after)).toMatchObject({ version: version + 1, readTo: 0 });
  await pass(10 * SECOND);
  await before.refresh();
  expect(channel(before)).toBeUndefined();
});

test('a clock that was set back does not end the renewals', async () => {
  const held = holder();
  await held.refresh();
  clock.leap(-3_600 * SECOND);
  await pass(10 * SECOND);
  const before = await lease();
  await held.refresh();
  expect((await lease()).until).toBeGreaterThan(before.until);
  expect(held.isInForce).toBe(true);
});

test('a worker whose clock is a month ahead takes over nothing that another has leased, and keeps nothing for a month', async () => {
  const [held, ahead] = [holder(), holder()];
  await held.refresh();
  const before = await lease();
  clock.leap(MONTH);
  try {
    await ahead.refresh();
    expect(channel(ahead)).toBeUndefined();
    expect(await lease()).toEqual(before);
    await pass(30 * SECOND);
    await ahead.refresh();
    expect((await lease()).worker).toBe(ahead.worker);
  } finally {
    clock.leap(-MONTH);
  }
  await pass(30 * SECOND);
  const heir = holder();
  await heir.refresh();
  expect((await lease()).worker).toBe(heir.worker);
});
