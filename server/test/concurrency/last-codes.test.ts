/**
 * Guards: however many buyers race for the last codes, over however many lots and nodes, each code is sold once, and no
 * code is left over while a buyer who could have had it was refused.
 */
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Answer, callApi, openShop, type Shop } from '../../testkit/index.ts';

type Placed = Answer<Order & { code?: string; available?: number }>;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ nodes: 2 });
});
afterEach(() => shop[Symbol.asyncDispose]());

/** Calls the nodes in turn, so that every race is also one between processes. */
function place(turn: number, key: string, quantity: number): Promise<Placed> {
  const { url } = shop.nodes[turn % shop.nodes.length] ?? shop.nodes[0];
  const body = { region: 'US', denomination: 50, quantity };
  return callApi(url, 'POST', '/orders', { key, body });
}

async function buyers(count: number): Promise<string[]> {
  const keys: string[] = [];
  while (keys.length < count) keys.push((await shop.buyer({ balance: '10000.00' })).key);
  return keys;
}

async function codesOf(keys: readonly string[], answers: readonly Placed[]): Promise<unknown[]> {
  const lists = answers.map(async ({ status, body }, index) => {
    if (status !== 201) return [];
    const path = `/orders/${body.id}/codes`;
    const { body: list } = await shop.call<OrderCodeList>('GET', path, { key: keys[index] ?? '' });
    return list.data.map((each) => each.code);
  });
  return (await Promise.all(lists)).flat();
}

/** Expects that no order was refused codes that were available, and that each code was sold once. */
async function expectFair(
  keys: readonly string[],
  wanted: readonly number[],
  answers: readonly Placed[],
  codes: readonly string[],
): Promise<void> {
  for (const [index, { status, body }] of answers.entries()) {
    if (status === 201) continue;
    expect([status, body.code]).toEqual([409, 'out_of_stock']);
    expect(body.available).toBeLessThan(wanted[index] ?? 0);
  }
  const sold = await codesOf(keys, answers);
  expect(new Set(sold).size).toBe(sold.length);
  for (const code of sold) expect(codes).toContain(code);
  expect(await shop.available('PSN-US-50')).toBe(codes.length - sold.length);
  expect(await shop.verify()).toEqual([]);
}

test('200 buyers for 100 codes: exactly 100 get one', async () => {
  const { codes } = await shop.stock({ codes: 100 });
  const keys = await buyers(200);
  const answers = await Promise.all(keys.map((key, turn) => place(turn, key, 1)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(100);
  await expectFair(keys, Array(200).fill(1), answers, codes);
  expect(await shop.available('PSN-US-50')).toBe(0);
});

test('the last codes from three lots: one order gets them all', async () => {
  const lots = [];
  for (const codes of [7, 5, 3]) lots.push(await shop.stock({ codes }));
  const [key = ''] = await buyers(1);
  const tooMany = await place(0, key, 16);
  expect(tooMany.body).toMatchObject({ code: 'out_of_stock', available: 15 });
  const all = await place(0, key, 15);
  expect(all.status).toBe(201);
  await expectFair(
    [key],
    [15],
    [all],
    lots.flatMap((lot) => lot.codes),
  );
});

test('the last codes from three lots, in orders of three: no order is refused wrongly', async () => {
  const lots = [];
  for (const codes of [7, 5, 3]) lots.push(await shop.stock({ codes }));
  const keys = await buyers(20);
  const answers = await Promise.all(keys.map((key, turn) => place(turn, key, 3)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
  const codes = lots.flatMap((lot) => lot.codes);
  await expectFair(keys, Array(20).fill(3), answers, codes);
});

test('orders of all sizes while lots arrive and codes on hold are released', async () => {
  const first = await shop.stock({ codes: 40 });
  const keys = await buyers(30);
  const { key: holder } = await shop.buyer({ invoiceLimit: 100_000_000 });
  const hold = async (quantity: number) => {
    const body = { region: 'US', denomination: 50, quantity, payment: 'invoice' };
    return (await shop.call<Order>('POST', '/orders', { key: holder, body })).body.id;
  };
  const held = [await hold(9), await hold(5), await hold(4)];
  const wanted = keys.map((_, turn) => 1 + (turn % 7));
  const [answers, second] = await Promise.all([
    Promise.all(keys.map((key, turn) => place(turn, key, wanted[turn] ?? 1))),
    shop.stock({ codes: 25 }),
    ...held.map((id) => shop.call('POST', `/orders/${id}/cancel`, { key: holder })),
  ]);
  await expectFair(keys, wanted, answers, [...first.codes, ...second.codes]);
  const left = await shop.available('PSN-US-50');
  // How many codes are left depends on chance: all of them can be bought, but not one more.
  const last = await place(0, keys[0] ?? '', Math.max(left, 1));
  expect(last.status).toBe(left > 0 ? 201 : 409);
  expect(await shop.verify()).toEqual([]);
});
