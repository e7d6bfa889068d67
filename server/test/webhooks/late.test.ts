/**
 * Guards: an attempt that was running when its endpoint changed says nothing about the endpoint as it is now. Its late
 * response neither disables an endpoint that was moved, rotated or enabled again, nor counts as its failure, and
 * nothing waits for an endpoint that was disabled meanwhile.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import type { Deliverer } from '../../src/webhooks/index.ts';
import {
  answer,
  holding,
  openReceiver,
  type Shop,
  type WebhookReceiver,
} from '../../testkit/index.ts';
import {
  deliveriesOf,
  openWebhookDesk,
  order,
  register,
  type WebhookDesk,
  webhookBuyer,
} from './rig.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const clock = drivenClock();
let desk: WebhookDesk;
let shop: Shop;
let receiver: WebhookReceiver;
let worker: Deliverer;
beforeAll(async () => {
  desk = await openWebhookDesk({ clock, codes: 10 });
  ({ shop, receiver, worker } = desk);
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(() => {
  receiver.received.length = 0;
});

interface Subject {
  readonly key: string;
  readonly path: string;
  readonly id: string;
}

async function subject(): Promise<Subject> {
  const { key } = await webhookBuyer(shop);
  const { id } = await register(shop, key, receiver.url);
  return { key, id, path: `/webhook_endpoints/${id}` };
}

const send = ({ key, path }: Subject) => shop.call('POST', `${path}/test`, { key });
const read = async ({ key, path }: Subject) => (await shop.call('GET', path, { key })).body;

/** Changes something while an attempt is running, which then gets this status. */
async function during(
  of: Subject,
  status: number,
  act: () => Promise<unknown>,
  begin: (of: Subject) => Promise<unknown> = send,
): Promise<void> {
  const { behaviour, release } = holding();
  receiver.behaviour = behaviour;
  await begin(of);
  const drained = worker.drain();
  await receiver.waitFor(1);
  await act();
  receiver.behaviour = answer(status);
  release(status);
  await drained;
}

const HEALTHY = { status: 'enabled', status_reason: null, failing_since: null };

test('410 of an old URL: the event is sent to the new one', async () => {
  const moved = await subject();
  await using target = await openReceiver();
  await during(moved, 410, () =>
    shop.call('PATCH', moved.path, { key: moved.key, body: { url: target.url } }),
  );
  expect(await read(moved)).toMatchObject(HEALTHY);
  clock.advance(MINUTE);
  await worker.drain();
  expect(target.received.map(({ event }) => event.sequence)).toEqual([1]);
  expect(target.received[0]?.headers['webhook-id']).toBe(
    receiver.received[0]?.headers['webhook-id'],
  );
  expect(await read(moved)).toMatchObject({ ...HEALTHY, url: target.url });
  expect(await shop.verify()).toEqual([]);
});

test('410 from before the secret was rotated', async () => {
  const rotated = await subject();
  await during(rotated, 410, () => shop.call('POST', `${rotated.path}/rotate`, rotated));
  expect(await read(rotated)).toMatchObject(HEALTHY);
});

test('three days of failures end when it is enabled again, whatever arrives later', async () => {
  const enabled = await subject();
  receiver.behaviour = answer(500);
  for (let hour = 0; hour < 72; hour += 4) {
    await send(enabled);
    await worker.drain();
    clock.advance(4 * HOUR);
  }
  receiver.received.length = 0;
  expect(await read(enabled)).toMatchObject({
    status: 'enabled',
    failing_since: expect.any(String),
  });
  await during(enabled, 500, async () => {
    for (const status of ['disabled', 'enabled']) {
      await shop.call('PATCH', enabled.path, { key: enabled.key, body: { status } });
    }
  });
  expect(await read(enabled)).toMatchObject(HEALTHY);
  receiver.behaviour = answer(500);
  await send(enabled);
  await worker.drain();
  expect(await read(enabled)).toMatchObject({
    status: 'enabled',
    failing_since: clock.now().toISOString(),
  });
});

test('a new URL has no failures', async () => {
  const moved = await subject();
  receiver.behaviour = answer(500);
  await send(moved);
  await worker.drain();
  expect(await read(moved)).toMatchObject({ failing_since: clock.now().toISOString() });
  const { key, path } = moved;
  await shop.call('PATCH', path, { key, body: { events: ['balance.low'] } });
  expect(await read(moved)).toMatchObject({ failing_since: clock.now().toISOString() });
  await shop.call('PATCH', path, { key, body: { url: `${receiver.url}/elsewhere` } });
  expect(await read(moved)).toMatchObject(HEALTHY);
});

test('disabled, with that type removed from its filter: a running attempt is not retried', async () => {
  const stopped = await subject();
  const { key, id, path } = stopped;
  const change = (body: object) => shop.call('PATCH', path, { key, body });
  // Events of an order have no delivery before their first attempt has ended.
  const begin = () => order(shop, key);
  const stop = async () => {
    await change({ events: ['balance.low'] });
    await change({ status: 'disabled' });
  };
  await during(stopped, 500, stop, begin);
  const [delivery] = await deliveriesOf(shop, key, id);
  expect(delivery).toMatchObject({ status: 'dropped', next_attempt_at: null });
  expect(delivery?.attempts).toMatchObject([{ status: 500 }]);
  expect(await shop.verify()).toEqual([]);
});
