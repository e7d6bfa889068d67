/**
 * Guards: a test key gets the error that it asks for: without any effect, or after the effect in place of the reply, so that only a
 * retry with the same key learns the outcome. A live key gets none, and no figure of ours counts them.
 */
import { type Order, testErrorHeader, testErrorNames } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let key: string;
let live: string;
beforeAll(async () => {
  shop = await openShop();
  ({ key } = await shop.buyer({ mode: 'test' }));
  live = (await shop.buyer({ balance: '100.00' })).key;
});
afterAll(() => shop[Symbol.asyncDispose]());

const body = { region: 'US', denomination: 50, quantity: 1 };
const asking = (error: string) => ({ [testErrorHeader]: error });
const place = (idempotencyKey: string, error?: string) =>
  shop.call<Order & { code?: string }>('POST', '/orders', {
    ...{ key, body, idempotencyKey },
    ...(error && { headers: asking(error) }),
  });
const orders = async () =>
  (await shop.call<{ data: Order[] }>('GET', '/orders?limit=100', { key })).body.data.length;

describe('before anything happens', () => {
  test.each([
    ['rate_limited', 429],
    ['internal', 500],
    ['unavailable', 503],
  ])('%s is %i, and the same key works afterwards', async (error, status) => {
    const before = await orders();
    const refused = await place(`before-${error}`, error);
    expect(refused).toMatchObject({ status, body: { code: error, retryable: true } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await orders()).toBe(before);
    expect((await place(`before-${error}`)).status).toBe(201);
    expect(await orders()).toBe(before + 1);
  });

  test('a GET gets them, too', async () => {
    const headers = asking('unavailable');
    expect((await shop.call('GET', '/balance', { key, headers })).status).toBe(503);
    expect((await shop.call('GET', '/inventory', { key, headers })).status).toBe(503);
  });
});

describe('after the commit', () => {
  test('outcome_unknown hides an order that its retry finds', async () => {
    const before = await orders();
    const unknown = await place('after-1', 'outcome_unknown');
    expect(unknown).toMatchObject({ status: 503, body: { code: 'outcome_unknown' } });
    expect(await orders()).toBe(before + 1);
    const settled = await place('after-1');
    expect(settled.headers.get('idempotent-replayed')).toBe('true');
    expect(await orders()).toBe(before + 1);
  });

  test('connection_lost sends no byte of a reply, and its retry finds the order', async () => {
    const before = await orders();
    await expect(place('after-2', 'connection_lost')).rejects.toThrow();
    expect(await orders()).toBe(before + 1);
    expect((await place('after-2')).headers.get('idempotent-replayed')).toBe('true');
    expect(await orders()).toBe(before + 1);
  });

  test('a refusal of the call itself is the reply', async () => {
    const headers = asking('outcome_unknown');
    const refused = await shop.call('POST', '/orders', {
      ...{ key, headers, body: { ...body, quantity: 104 } },
    });
    expect(refused.body).toMatchObject({ code: 'out_of_stock' });
  });
});

test('an unknown word is refused with the words that there are', async () => {
  const refused = await place('unknown-word', 'teapot');
  expect(refused).toMatchObject({ status: 422 });
  expect(JSON.stringify(refused.body)).toContain(testErrorNames.join(', '));
  const headers = asking('outcome_unknown');
  expect((await shop.call('GET', '/balance', { key, headers })).status).toBe(422);
});

test.each(testErrorNames)('a live key that asks for %s is refused', async (error) => {
  const refused = await shop.call('GET', '/balance', { key: live, headers: asking(error) });
  expect(refused).toMatchObject({ status: 403, body: { code: 'test_key_required' } });
});

test('no figure of ours counts them', async () => {
  const { metrics } = shop.app;
  const failures = async () =>
    (await metrics.text()).split('\n').filter((line) => /status="5\d\d"/.test(line));
  const before = await failures();
  await place('counted', 'internal');
  expect(await failures()).toEqual(before);
});
