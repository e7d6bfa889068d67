/**
 * Guards: people of a business do in the portal what its test keys do: they advance the test clock and emit sample events, once for each
 * submission, for their own business alone.
 */
import type { EventList, Order, TestClock, TestEventTypeList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseId } from '../../src/kit/ids.ts';
import { colleague, openShop, type Shop, signUp, type Visitor } from '../../testkit/index.ts';

let shop: Shop;
let owner: Visitor;
let other: Visitor;
let key: string;
beforeAll(async () => {
  shop = await openShop();
  const signed = await signUp(shop);
  owner = signed.visitor;
  key = (await shop.key(parseId('prt', signed.partnerId) ?? '', { mode: 'test' })).text;
  other = (await signUp(shop)).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());

const clockOf = async (visitor: Visitor) => (await visitor.get<TestClock>('/test-clock')).body;

test('the clock that a person advances is the one of the keys', async () => {
  const body = { region: 'US', denomination: 50, quantity: 1, payment: 'hold', hold_seconds: 3600 };
  const { body: held } = await shop.call<Order>('POST', '/orders', { key, body });
  const advanced = await owner.post<TestClock>('/test-clock', { advance_seconds: 3600 });
  expect(advanced).toMatchObject({ status: 200, body: { advanced_seconds: 3600 } });
  const { body: order } = await shop.call('GET', `/orders/${held.id}`, { key });
  expect(order).toMatchObject({ failure: { code: 'hold_expired' } });
  const { body: read } = await shop.call('GET', '/test/clock', { key });
  expect(read).toEqual(await clockOf(owner));
  expect(await clockOf(other)).toMatchObject({ advanced_seconds: 0 });
});

test('a sample event is in the stream of test mode', async () => {
  const { body: types } = await owner.get<TestEventTypeList>('/test-events/types');
  expect(types.data.length).toBeGreaterThan(5);
  const body = { type: 'claim.status_changed', state: 'rejected' };
  const sent = await owner.post('/test-events', body);
  expect(sent).toMatchObject({ status: 200, body: { type: body.type, mode: 'test' } });
  const { body: list } = await shop.call<EventList>('GET', '/events?limit=100', { key });
  expect(list.data.at(-1)).toEqual(sent.body);
  expect((await owner.post('/test-events', { type: body.type, state: 'lost' })).body).toMatchObject(
    {
      errors: [{ pointer: '/state', code: 'enum' }],
    },
  );
});

test('somebody who only reads sees the clock and moves nothing', async () => {
  const { visitor: reader } = await colleague(shop, owner, 'read_only');
  const before = await clockOf(reader);
  expect((await reader.post('/test-clock', { advance_seconds: 60 })).body).toMatchObject({
    code: 'role_missing',
  });
  expect((await reader.post('/test-events', { type: 'balance.low' })).body).toMatchObject({
    code: 'role_missing',
  });
  expect(await clockOf(owner)).toEqual(before);
});
