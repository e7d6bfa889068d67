/**
 * Guards: the lease of an endpoint by the app's clock: renewed in good time and as soon as it can be,
 * taken over by another worker once it has ended and not before, and let go by the one that lost it.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { drivenClock, openShop, type Shop } from '../../testkit/index.ts';
import { createEndpoint } from './create-endpoint.ts';
import { HeldLanes } from './held-lanes.ts';
import { testEndpoint } from './test-endpoint.ts';

const SECOND = 1_000;
const clock = drivenClock();
let shop: Shop;
let endpointId: string;
beforeAll(async () => {
  shop = await openShop({ clock, egress: { allowPrivate: true, resolve: async () => [] } });
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Nothing is sent in these tests. */
const connect = () => {};
const holder = () => new HeldLanes({ ...shop.app, connect });

beforeEach(async () => {
  const partnerId = await shop.partner();
  const [tenant] = await shop.rows<{ tenantId: number }>(
    `SELECT tenant_id AS "tenantId" FROM partners.tenants WHERE partner_id = $1 AND mode = 'live'`,
    [partnerId],
  );
  const owner = { tenantId: tenant?.tenantId ?? 0, mode: 'live' } as const;
  const target = { url: 'https://example.com/', events: null };
  const made = await createEndpoint(shop.app, owner, target, null, { actor: 'operator:test' });
  endpointId = made.endpoint.endpointId;
  await testEndpoint(shop.app, owner, endpointId, null);
});

async function lease(): Promise<{ worker: string | null; forMs: number }> {
  const [row] = await shop.rows<{ worker: string | null; until: Date | null }>(
    'SELECT worker, leased_until AS until FROM webhooks.cursors WHERE endpoint_id = $1',
    [endpointId],
  );
  return {
    worker: row?.worker ?? null,
    forMs: (row?.until?.getTime() ?? 0) - clock.now().getTime(),
  };
}

const lane = (held: HeldLanes) => held.all.find((each) => each.endpointId === endpointId);

test('renewed after 10 s of its 30', async () => {
  const held = holder();
  await held.refresh();
  expect(await lease()).toEqual({ worker: held.worker, forMs: 30 * SECOND });
  clock.advance(9 * SECOND);
  await held.refresh();
  expect(await lease()).toMatchObject({ forMs: 21 * SECOND });
  clock.advance(SECOND);
  await held.refresh();
  expect(await lease()).toMatchObject({ forMs: 30 * SECOND });
});

test('a renewal that failed is made up for at the next look', async () => {
  const held = holder();
  await held.refresh();
  clock.advance(10 * SECOND);
  const rename = (from: string, to: string) =>
    shop.rows(`ALTER FUNCTION webhooks.${from}(uuid, timestamptz, uuid[]) RENAME TO ${to}`);
  await rename('renew', 'renew_away');
  try {
    await expect(held.refresh()).rejects.toThrow('webhooks.renew');
  } finally {
    await rename('renew_away', 'renew');
  }
  await held.refresh();
  expect(await lease()).toMatchObject({ worker: held.worker, forMs: 30 * SECOND });
});

test('a worker that stood still loses it when its time is up, and begins nothing more', async () => {
  const [still, heir] = [holder(), holder()];
  await still.refresh();
  clock.advance(29 * SECOND);
  await heir.refresh();
  expect(lane(heir)).toBeUndefined();
  expect(still.isInForce).toBe(true);
  clock.advance(SECOND);
  expect(still.isInForce).toBe(false);
  await heir.refresh();
  expect(await lease()).toEqual({ worker: heir.worker, forMs: 30 * SECOND });
  expect(lane(heir)).toMatchObject({ closing: false, readTo: 0 });
  await still.refresh();
  expect(lane(still)).toBeUndefined();
  expect(await lease()).toMatchObject({ worker: heir.worker });
});

test('a clock that was put back does not end the renewals', async () => {
  const held = holder();
  await held.refresh();
  clock.advance(-3_600 * SECOND);
  await held.refresh();
  expect(await lease()).toMatchObject({ worker: held.worker, forMs: 30 * SECOND });
  expect(held.isInForce).toBe(true);
});
