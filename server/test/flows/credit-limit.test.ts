/** Guards: a credit limit below what is used of it is refused, and the old limit stays. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { balanceOf } from '../../src/ledger/index.ts';
import { tenantOf } from '../../src/partners/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let partnerId: string;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 1 });
  partnerId = await shop.partner();
  await shop.creditLimit(partnerId, '100.00');
  const key = (await shop.key(partnerId)).text;
  const body = { region: 'US', denomination: 50, quantity: 1 };
  expect((await shop.call('POST', '/orders', { key, body })).status).toBe(201);
});
afterAll(() => shop[Symbol.asyncDispose]());

async function limit(): Promise<number> {
  const { reads } = shop.app.database;
  const { tenantId } = await tenantOf(reads, partnerId, 'live');
  return (await balanceOf(reads, tenantId)).creditLimit;
}

test.each(['46.99', '0.00'])('a limit of %s is refused while 47.00 are used', async (amount) => {
  await expect(shop.creditLimit(partnerId, amount)).rejects.toMatchObject({
    code: 'limit_reached',
  });
  expect(await limit()).toBe(10_000);
});

test('a limit of exactly what is used is accepted', async () => {
  await shop.creditLimit(partnerId, '47.00');
  expect(await limit()).toBe(4_700);
  expect(await shop.verify()).toEqual([]);
});
