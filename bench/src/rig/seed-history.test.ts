/** Guards: a history for measurements is one that the shop itself could have written. */
import { expect, test } from 'vitest';
import { verify } from '../../../server/src/acts/index.ts';
import { chainAudit } from '../../../server/src/audit/index.ts';
import { SEALED_BYTES as REAL_BYTES } from '../../../server/src/vault/sealed-code.ts';
import { openCluster } from './cluster.ts';
import { openShopApp } from './open-shop-app.ts';
import { sealSamples } from './seal-samples.ts';
import { seedHistory } from './seed-history.ts';
import { SEALED_BYTES } from './seed-stock.ts';
import { openShop } from './shop.ts';

const ORDERS = 1_000;

test('no invariant is broken in a shop with a past', { timeout: 120_000 }, async () => {
  expect(SEALED_BYTES).toBe(REAL_BYTES);
  await using cluster = await openCluster();
  const shop = await openShop(cluster, 'past', 2);
  await seedHistory(shop, ORDERS);
  await sealSamples(shop);
  await using app = await openShopApp(shop);
  await chainAudit(app);
  const broken = (await verify(app, { deep: false })).filter((each) => each.broken.length > 0);
  expect(broken).toEqual([]);
});
