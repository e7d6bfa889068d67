/**
 * Guards: every event type in every state reaches the stream of the test tenant that asked for it, in the form of the contract, and no
 * other stream: nothing live reports what did not happen.
 */

import {
  type EventEnvelope,
  type EventList,
  eventSchemas,
  eventTypeNames,
  sampleStatesOf,
  type TestEventTypeList,
} from '@psnb2b/contract';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let key: string;
let live: string;
let other: string;
beforeAll(async () => {
  shop = await openShop();
  const { partnerId, key: text } = await shop.buyer({ mode: 'test' });
  key = text;
  live = (await shop.key(partnerId)).text;
  other = (await shop.buyer({ mode: 'test' })).key;
});
afterAll(() => shop[Symbol.asyncDispose]());

const emit = (body: object, as = key, idempotencyKey?: string) =>
  shop.call<EventEnvelope & { code?: string }>('POST', '/test/events', {
    ...{ key: as, body },
    ...(idempotencyKey && { idempotencyKey }),
  });
const events = async (as: string) =>
  (await shop.call<EventList>('GET', '/events?limit=100', { key: as })).body.data;

const all = eventTypeNames.flatMap((type) =>
  sampleStatesOf(type).map((state) => [type, state] as const),
);

describe.each(all)('%s %s', (type, state) => {
  test('is emitted, fits its schema, and is in the stream', async () => {
    const { status, body } = await emit({ type, state });
    expect(status).toBe(202);
    expect(Compile(eventSchemas[type]).Errors(body)).toEqual([]);
    expect(body).toMatchObject({ type, mode: 'test' });
    expect((await events(key)).at(-1)).toEqual(body);
  });
});

test('the types and states are listed, as the contract has them', async () => {
  const { body } = await shop.call<TestEventTypeList>('GET', '/test/events/types', { key });
  expect(body.data.flatMap(({ type, states }) => states.map((state) => [type, state]))).toEqual(
    all,
  );
});

test('a type with one state needs none; otherwise it must be one of them', async () => {
  expect((await emit({ type: 'balance.low' })).status).toBe(202);
  expect((await emit({ type: 'order.status_changed' })).body).toMatchObject({
    ...{ code: 'validation_failed', errors: [{ pointer: '/state', code: 'required' }] },
  });
  for (const state of ['approved', '__proto__', 'toString']) {
    expect((await emit({ type: 'order.status_changed', state })).body).toMatchObject({
      errors: [{ pointer: '/state', code: 'enum' }],
    });
  }
  expect((await emit({ type: 'order.sold' })).body).toMatchObject({
    errors: [{ pointer: '/type' }],
  });
});

test('it is emitted once per idempotency key, and a retry gets the same event', async () => {
  const first = await emit({ type: 'key.expiring' }, key, 'emit-1');
  const again = await emit({ type: 'key.expiring' }, key, 'emit-1');
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.body).toEqual(first.body);
});

test('no other stream has any of them, and every invariant holds', async () => {
  await emit({ type: 'deposit.credited' });
  expect(await events(live)).toEqual([]);
  expect(await events(other)).toEqual([]);
  expect(await shop.verify()).toEqual([]);
  const { body } = await shop.call('GET', '/balance', { key });
  expect(body).toMatchObject({ balance: '10000.00' });
});

test('the number that a restore names is its own', async () => {
  const { body } = await emit({ type: 'stream.restored' });
  expect(body.data).toMatchObject({
    ...{ last_sequence: body.sequence - 1, next_sequence: body.sequence },
  });
});

test('what it names cannot be read', async () => {
  const { body } = await emit({ type: 'order.status_changed', state: 'delivered' });
  const { order } = body.data as { order: { id: string } };
  for (const path of [`/orders/${order.id}`, `/orders/${order.id}/codes`]) {
    expect((await shop.call('GET', path, { key })).status).toBe(404);
  }
});
