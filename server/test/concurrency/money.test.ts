/**
 * Guards: however many orders race for the same money, exactly as many succeed as it pays for, and no order is refused
 * that could have been served.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { creditDeposit } from '../../src/funding/index.ts';
import { tenantOf } from '../../src/partners/index.ts';
import { type Answer, callApi, openShop, type Shop } from '../../testkit/index.ts';

type Placed = Answer<Order & { code?: string; required?: string; available?: string }>;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ nodes: 2 });
  await shop.stock({ codes: 600 });
  await shop.stock({ denomination: 20, codes: 600 });
});
afterAll(() => shop[Symbol.asyncDispose]());

function race(keys: readonly string[], count: number, body: (turn: number) => object) {
  const calls = Array.from({ length: count }, (_, turn) => {
    const { url } = shop.nodes[turn % shop.nodes.length] ?? shop.nodes[0];
    const key = keys[turn % keys.length] ?? '';
    return callApi<Placed['body']>(url, 'POST', '/orders', { key, body: body(turn) });
  });
  return Promise.all(calls);
}

async function keysOf(partnerId: string, count: number): Promise<string[]> {
  const keys: string[] = [];
  for (let n = 0; n < count; n += 1) keys.push((await shop.key(partnerId)).text);
  return keys;
}

test('money for 50 of 200 orders, over five keys: 50 orders', async () => {
  const partnerId = await shop.partner();
  await shop.deposit(partnerId, '2350.00');
  const keys = await keysOf(partnerId, 5);
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const answers = await race(keys, 200, () => body);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
  const refused = answers.filter(({ status }) => status === 402);
  expect(refused).toHaveLength(150);
  for (const { body: problem } of refused) expect(Number(problem.available)).toBeLessThan(47);
  const balance = await shop.call('GET', '/balance', { key: keys[0] ?? '' });
  expect(balance.body).toMatchObject({ balance: '0.00', available: '0.00' });
  expect(await shop.verify()).toEqual([]);
});

test('orders at two prices while deposits arrive: each refusal was correct', async () => {
  const partnerId = await shop.partner();
  await shop.deposit(partnerId, '500.00');
  const keys = await keysOf(partnerId, 3);
  const [answers] = await Promise.all([
    race(keys, 120, (turn) => ({
      region: 'US',
      denomination: turn % 2 ? 50 : 20,
      quantity: 1 + (turn % 3),
    })),
    ...Array.from({ length: 5 }, () => shop.deposit(partnerId, '101.01')),
  ]);
  let spent = 0;
  for (const { status, body } of answers) {
    if (status === 201) spent += Number(body.total);
    else expect(Number(body.available)).toBeLessThan(Number(body.required));
  }
  const { body: balance } = await shop.call('GET', '/balance', { key: keys[0] ?? '' });
  expect(balance.balance).toBe((500 + 5 * 101.01 - spent).toFixed(2));
  expect(await shop.verify()).toEqual([]);
});

test('one deposit, credited by many at once, is one deposit', async () => {
  const { partnerId, key } = await shop.buyer({ invoiceLimit: 1_000_000 });
  for (let n = 0; n < 3; n += 1) {
    const body = { region: 'US', denomination: 50, quantity: 1, payment: 'invoice' };
    await shop.call('POST', '/orders', { key, body });
  }
  const tenant = await tenantOf(shop.app.database.reads, partnerId, 'live');
  const credit = { amount: 10_000, currency: 'USD', reference: 'wire 1', actor: 'operator:test' };
  const credited = await Promise.all(
    Array.from({ length: 20 }, (_, turn) =>
      creditDeposit((shop.nodes[turn % 2] ?? shop.nodes[0]).app, tenant, credit),
    ),
  );
  expect(new Set(credited.map(({ depositId }) => depositId)).size).toBe(1);
  expect(credited.filter(({ repeated }) => !repeated)).toHaveLength(1);
  expect((await shop.call('GET', '/balance', { key })).body.balance).toBe('6.00');
  expect(await shop.verify()).toEqual([]);
});

test('the invoice limit holds for orders that race', async () => {
  const { key } = await shop.buyer({ invoiceLimit: 47_000 });
  const body = { region: 'US', denomination: 50, quantity: 1, payment: 'invoice' };
  const answers = await race([key], 40, () => body);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  for (const { status, body: problem } of answers) {
    if (status !== 201) expect(problem.code).toBe('limit_reached');
  }
});

test('a daily cap holds for orders that race', async () => {
  const partnerId = await shop.partner();
  await shop.deposit(partnerId, '5000.00');
  const { text: key } = await shop.key(partnerId, { dailyQuantity: 25 });
  const body = { region: 'US', denomination: 20, quantity: 2 };
  const answers = await race([key], 40, () => body);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(12);
  expect(await shop.verify()).toEqual([]);
});
