/**
 * Guards: the quick start alone, followed word for word, leads a stranger to test codes: signed up, with a test key of
 * their own, not approved, and without an operator.
 */
import { scopes } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { followQuickStart, openShop, signUp } from '../../testkit/index.ts';

test('the quick start leads from sign-up to codes, and to more test money', async () => {
  await using shop = await openShop();
  const { visitor } = await signUp(shop);
  const issued = await visitor.post<{ key: string; api_key: object }>('/keys', {});
  expect(issued.body.api_key).toMatchObject({ mode: 'test', scopes });
  const codes = Array(2).fill({ code: expect.stringMatching(/^TEST-/), status: 'delivered' });
  expect(await followQuickStart(shop.url, issued.body.key)).toMatchObject([
    [200, { object: 'inventory', data: expect.arrayContaining([expect.anything()]) }],
    [200, { object: 'balance', available: '10000.00' }],
    [201, { object: 'order', status: 'delivered', reference: 'PO-1042' }],
    [200, { object: 'list', data: codes }],
    [200, { object: 'balance', balance: '10000.00' }],
  ]);
  expect(await shop.verify()).toEqual([]);
});
