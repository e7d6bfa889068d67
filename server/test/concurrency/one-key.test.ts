/**
 * Guards: a request that arrives many times at once, at whichever node, takes effect once. A hundred calls with one
 * Idempotency-Key are one order, and so are a hundred with one reference.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, callApi, openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ nodes: 2 });
  await shop.stock({ codes: 500 });
});
afterAll(() => shop[Symbol.asyncDispose]());

const BODY = { region: 'US', denomination: 50, quantity: 2 };

function hundred(
  request: (turn: number) => { key: string; body: object; idempotencyKey?: string },
): Promise<Answer<Order>[]> {
  // A call that waited two seconds for the first of its key is refused with a retry time, and retried.
  const send = async (turn: number): Promise<Answer<Order>> => {
    const { url } = shop.nodes[turn % shop.nodes.length] ?? shop.nodes[0];
    const answer = await callApi<Order>(url, 'POST', '/orders', request(turn));
    return answer.text.includes('idempotency_in_progress') ? send(turn) : answer;
  };
  return Promise.all(Array.from({ length: 100 }, (_, turn) => send(turn)));
}

async function balanceOf(key: string): Promise<unknown> {
  return (await shop.call('GET', '/balance', { key })).body.balance;
}

test('a hundred calls with one key are one order', async () => {
  const { key } = await shop.buyer({ balance: '10000.00' });
  const answers = await hundred(() => ({ key, body: BODY, idempotencyKey: 'the-one' }));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  const first = answers.filter(({ headers }) => !headers.has('idempotent-replayed'));
  expect(first).toHaveLength(1);
  expect(await balanceOf(key)).toBe('9906.00');
  expect(await shop.verify()).toEqual([]);
});

test('a hundred calls with one key by different keys of a partner are one order', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '10000.00' });
  const other = (await shop.key(partnerId)).text;
  const answers = await hundred((turn) => ({
    key: turn % 3 === 0 ? key : other,
    body: BODY,
    idempotencyKey: 'shared',
  }));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(await balanceOf(key)).toBe('9906.00');
});

test('of two different requests with one key one succeeds, and the other is refused', async () => {
  const { key } = await shop.buyer({ balance: '10000.00' });
  const answers = await hundred((turn) => ({
    key,
    body: { ...BODY, quantity: 1 + (turn % 2) },
    idempotencyKey: 'torn',
  }));
  const won = answers.filter(({ status }) => status === 201);
  const lost = answers.filter(({ status }) => status === 422);
  expect([won.length, lost.length]).toEqual([50, 50]);
  expect(new Set(won.map(({ body }) => body.id)).size).toBe(1);
  for (const { body } of lost) expect(body).toMatchObject({ code: 'idempotency_key_reused' });
});

test('a hundred calls with one reference and no key are one order', async () => {
  const { key } = await shop.buyer({ balance: '10000.00' });
  const answers = await hundred(() => ({ key, body: { ...BODY, reference: 'PO-1' } }));
  const [won, ...more] = answers.filter(({ status }) => status === 201);
  expect(more).toEqual([]);
  for (const { status, body } of answers) {
    if (status === 201) continue;
    expect(body).toMatchObject({ code: 'reference_in_use', order_id: won?.body.id });
  }
  expect(await balanceOf(key)).toBe('9906.00');
});

test('partners that use the same key and reference at the same instant do not affect one another', async () => {
  const keys: string[] = [];
  while (keys.length < 20) keys.push((await shop.buyer({ balance: '94.00' })).key);
  const answers = await hundred((turn) => ({
    key: keys[turn % keys.length] ?? '',
    body: { ...BODY, reference: 'PO-1' },
    idempotencyKey: '1',
  }));
  const idsOf = (start: number) =>
    new Set(answers.filter((_, turn) => turn % keys.length === start).map(({ body }) => body.id));
  const ids = keys.map((_, start) => [...idsOf(start)]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(ids.map((each) => each.length)).toEqual(Array(20).fill(1));
  expect(new Set(ids.flat()).size).toBe(20);
  expect(await shop.verify()).toEqual([]);
});

test('a hundred cancellations refund once', async () => {
  const { key } = await shop.buyer({ balance: '200.00', approvalLimit: 0 });
  const { body } = await shop.call<Order>('POST', '/orders', { key, body: BODY });
  expect(body.status).toBe('pending');
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, turn) => {
      const { url } = shop.nodes[turn % shop.nodes.length] ?? shop.nodes[0];
      return callApi(url, 'POST', `/orders/${body.id}/cancel`, { key });
    }),
  );
  const done = answers.filter(({ status }) => status === 200);
  expect(done).toHaveLength(1);
  expect(await balanceOf(key)).toBe('200.00');
  expect(await shop.verify()).toEqual([]);
});
