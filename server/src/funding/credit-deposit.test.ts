/**
 * Guards: a reference is one deposit. The same amount again is the same deposit; any other is refused, and changes
 * nothing.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';
import { type Tenant, tenantOf } from '../partners/index.ts';
import { creditDeposit } from './credit-deposit.ts';

let shop: Shop;
let tenant: Tenant;
beforeAll(async () => {
  shop = await openShop();
  tenant = await tenantOf(shop.app.database.reads, await shop.partner(), 'live');
});
afterAll(() => shop[Symbol.asyncDispose]());

const credit = (amount: number, reference = 'BANK-1') =>
  creditDeposit(shop.app, tenant, { amount, currency: 'USD', reference, actor: 'operator:test' });

test('the same amount is the same deposit', async () => {
  const first = await credit(10_000);
  expect(first).toMatchObject({ balance: 10_000, repeated: false });
  expect(await credit(10_000)).toEqual({ ...first, repeated: true });
});

test.each([10_001, 1_000_000, 9_999, 1])('%i under its reference is refused', async (amount) => {
  await expect(credit(amount)).rejects.toMatchObject({
    code: 'validation_failed',
    details: { errors: [{ pointer: '/amount', detail: expect.stringContaining('100.00 USD') }] },
  });
  expect(await credit(10_000)).toMatchObject({ balance: 10_000, repeated: true });
  expect(await shop.verify()).toEqual([]);
});

test('another reference is another deposit', async () => {
  expect(await credit(10_001, 'BANK-2')).toMatchObject({ balance: 20_001, repeated: false });
});
