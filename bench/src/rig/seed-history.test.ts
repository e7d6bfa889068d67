/** Guards: a history for measurements is one that the shop itself could have written. */
import { expect, test } from 'vitest';
import { eventInvariants } from '../../../server/src/events/index.ts';
import { ledgerInvariants } from '../../../server/src/ledger/index.ts';
import { orderInvariants } from '../../../server/src/orders/index.ts';
import { stockInvariants } from '../../../server/src/stock/index.ts';
import { openCluster } from './cluster.ts';
import { openShopApp } from './open-shop-app.ts';
import { seedHistory } from './seed-history.ts';
import { openShop } from './shop.ts';

const ORDERS = 1_000;

test('no invariant is broken in a shop with a past', { timeout: 120_000 }, async () => {
  await using cluster = await openCluster();
  const shop = await openShop(cluster, 'past', 2);
  await seedHistory(shop, ORDERS);
  await using app = await openShopApp(shop);
  const invariants = [
    ...ledgerInvariants,
    ...stockInvariants,
    ...orderInvariants,
    ...eventInvariants,
  ];
  const broken = [];
  for (const { title, check } of invariants) {
    const result = await check(app.database.reads);
    if (result.broken.length > 0) broken.push({ title, ...result });
  }
  expect(broken).toEqual([]);
});
