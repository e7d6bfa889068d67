/**
 * Guards: programs are sent an event of an endpoint that fails, of one that we disabled and of a key that is about to expire, each once until
 * it is well again; never to the endpoint that it is about, neither by its filter nor by a replay, and never to another business or mode.
 */
import type { EventEnvelope } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendEndpointNotices } from '../../src/acts/index.ts';
import { sendAlerts } from '../../src/alerts/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId, parseId } from '../../src/kit/ids.ts';
import { type Deliverer, failingEndpoints } from '../../src/webhooks/index.ts';
import { answer, openReceiver, openShop, type Shop } from '../../testkit/index.ts';
import { DEVELOPMENT, deliveriesOf, driven, order, register, webhookBuyer } from './rig.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const clock = drivenClock();
let shop: Shop;
let worker: Deliverer;
beforeAll(async () => {
  shop = await openShop({ env: DEVELOPMENT, clock });
  await shop.stock({ codes: 50 });
  worker = driven(shop.app);
});
afterAll(async () => {
  await worker[Symbol.asyncDispose]();
  await shop[Symbol.asyncDispose]();
});

const ANNOUNCED = ['key.expiring', 'webhook_endpoint.failing', 'webhook_endpoint.disabled'];

/** The announcements in the stream of a key, oldest first. */
async function announced(key: string): Promise<EventEnvelope[]> {
  const { body } = await shop.call<{ data: EventEnvelope[] }>('GET', '/events?limit=100', { key });
  return body.data.filter(({ type }) => ANNOUNCED.includes(type));
}

/** Two workers' rounds at once, some time later. */
async function round(afterMs = 0): Promise<void> {
  clock.advance(afterMs);
  await Promise.all([sendAlerts(shop.app), sendAlerts(shop.app)]);
}

test('an endpoint that fails is announced to the others once, and again after a success', async () => {
  await using failing = await openReceiver();
  await using healthy = await openReceiver();
  const { partnerId, key } = await webhookBuyer(shop);
  const stranger = await webhookBuyer(shop);
  const { text: testKey } = await shop.key(partnerId, { mode: 'test' });
  const { id } = await register(shop, key, failing.url);
  await register(shop, key, healthy.url);
  failing.behaviour = answer(503);
  await order(shop, key);
  await worker.drain();
  const failingSince = clock.now();
  await round(6 * HOUR - 1);
  expect(await announced(key)).toEqual([]);
  await round(1);
  await round(1);
  const data = {
    endpoint_id: id,
    failing_since: failingSince.toISOString(),
    disabled_from: new Date(failingSince.getTime() + 3 * DAY).toISOString(),
  };
  const [fired, ...more] = await announced(key);
  expect([fired, more]).toMatchObject([
    { type: 'webhook_endpoint.failing', mode: 'live', data },
    [],
  ]);
  failing.received.length = 0;
  failing.behaviour = answer(200);
  await worker.drain();
  const sent = ({ received }: typeof healthy) => received.map(({ event }) => event.type);
  expect(sent(healthy)).toContain('webhook_endpoint.failing');
  expect(sent(failing)).toContain('order.status_changed');
  // Neither a replay of everything nor sending it again to all sends it to the endpoint that it is about.
  const replay = { key, body: { after: 0, include_delivered: true } };
  await shop.call('POST', `/webhook_endpoints/${id}/replay`, replay);
  const again = await shop.call('POST', `/events/${fired?.id}/redeliver`, { key });
  expect(again.body).toMatchObject({ endpoint_ids: [expect.not.stringMatching(id)] });
  await worker.drain();
  expect(sent(failing)).not.toContain('webhook_endpoint.failing');
  expect(sent(healthy).filter((type) => type === 'webhook_endpoint.failing')).toHaveLength(2);
  // Well again, and then it fails anew.
  await round(1);
  failing.behaviour = answer(503);
  await order(shop, key);
  await worker.drain();
  await round(6 * HOUR);
  expect(await announced(key)).toHaveLength(2);
  expect([await announced(stranger.key), await announced(testKey)]).toEqual([[], []]);
  expect(await shop.verify()).toEqual([]);
});

test('an endpoint that we disabled is announced to the others, and is not due at that one', async () => {
  await using gone = await openReceiver();
  await using healthy = await openReceiver();
  const { key } = await webhookBuyer(shop);
  const { id } = await register(shop, key, gone.url);
  await register(shop, key, healthy.url, ['webhook_endpoint.disabled']);
  gone.behaviour = answer(410);
  await order(shop, key);
  await worker.drain();
  await Promise.all([sendEndpointNotices(shop.app), sendEndpointNotices(shop.app)]);
  expect(await announced(key)).toMatchObject([
    { type: 'webhook_endpoint.disabled', data: { endpoint_id: id, reason: 'gone' } },
  ]);
  await worker.drain();
  expect(healthy.received.map(({ event }) => event.type)).toEqual(['webhook_endpoint.disabled']);
  // Disabled by its owner while the event is ahead of it: the event is not recorded as dropped.
  await shop.call('PATCH', `/webhook_endpoints/${id}`, { key, body: { status: 'enabled' } });
  await shop.rows(
    `SELECT events.emit($1, 'webhook_endpoint.failing', ARRAY[tenant_id], ARRAY[endpoint_id], ARRAY[kit.new_uuid($1)], ARRAY['{}'])
       FROM webhooks.endpoints WHERE endpoint_id = $2`,
    [clock.now(), parseId('whe', id)],
  );
  await shop.call('PATCH', `/webhook_endpoints/${id}`, { key, body: { status: 'disabled' } });
  const types = (await deliveriesOf(shop, key, id)).map(({ type }) => type);
  expect(new Set(types)).toEqual(new Set(['order.status_changed']));
});

test('a key is announced once, seven days before it expires, unless another replaces it', async () => {
  const { partnerId, key } = await webhookBuyer(shop, 'test');
  const expiresAt = new Date(clock.now().getTime() + 8 * DAY);
  const { keyId } = await shop.key(partnerId, { mode: 'test', expiresAt });
  await round(DAY - 1);
  expect(await announced(key)).toEqual([]);
  await round(1);
  await round(DAY);
  expect(await announced(key)).toMatchObject([
    {
      ...{ type: 'key.expiring', mode: 'test' },
      data: { key_id: formatId('key', keyId), expires_at: expiresAt.toISOString() },
    },
  ]);
});

test('a fact that cannot be announced keeps no other from it, and is tried again', async () => {
  const [one, other] = [await webhookBuyer(shop, 'test'), await webhookBuyer(shop, 'test')];
  const expiresAt = new Date(clock.now().getTime() + 5 * DAY);
  const refused = await shop.key(one.partnerId, { mode: 'test', expiresAt });
  await shop.key(other.partnerId, { mode: 'test', expiresAt });
  await shop.rows(
    `CREATE TRIGGER refuse BEFORE INSERT ON alerts.announced FOR EACH ROW
       WHEN (NEW.subject = '${refused.keyId}') EXECUTE FUNCTION kit.refuse_change()`,
  );
  await expect(sendAlerts(shop.app)).rejects.toThrow('warnings failed: 1');
  expect([await announced(one.key), await announced(other.key)]).toMatchObject([[], [{}]]);
  await shop.rows('DROP TRIGGER refuse ON alerts.announced');
  await round();
  expect(await announced(one.key)).toHaveLength(1);
});

test.each([1, 2, 1_000])('%i rows at a time, every failing endpoint is found', async (rows) => {
  const { key } = await webhookBuyer(shop);
  const made: string[] = [];
  for (const hours of [3, 2, 1]) {
    const { id } = await register(shop, key, `http://127.0.0.1:9/${rows}/${hours}`);
    const since = new Date(clock.now().getTime() - hours * HOUR);
    await shop.rows('UPDATE webhooks.cursors SET failing_since = $2 WHERE endpoint_id = $1', [
      parseId('whe', id),
      since,
    ]);
    made.push(id);
  }
  const found = await failingEndpoints(shop.app.database.reads, rows);
  const ids = found.map(({ endpointId }) => formatId('whe', endpointId));
  expect(ids.filter((id) => made.includes(id))).toEqual(made);
});
