/**
 * Guards: the first start prints one complete demo with its keys, even if earlier starts were killed; after they were
 * printed, the keys are stored nowhere.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoNotice, demoOfFirstRun } from '../../src/commands/demo.ts';
import { forgetFirstRun, readFirstRun, writeFirstRun } from '../../src/commands/first-run.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ env: { DEMO: 'on' } });
});
afterAll(() => shop[Symbol.asyncDispose]());

const start = () => demoOfFirstRun(shop.app);
const counts = () =>
  shop.rows(`SELECT (SELECT count(*) FROM partners.partners) AS partners,
    (SELECT count(*) FROM stock.lots) AS lots, (SELECT count(*) FROM identity.users) AS people,
    (SELECT sum(available) FROM stock.shelves) AS codes`);
async function works(key: string): Promise<boolean> {
  await shop.settle();
  return (await shop.call('GET', '/balance', { key })).status === 200;
}

test('a first start that is killed again and again still prints one complete demo', async () => {
  const { dataDir } = shop.app.config;
  const path = join(dataDir, 'first-run.json');
  const first = await start();
  const made = await counts();
  expect(made).toMatchObject([{ partners: 1, lots: 1, people: 2 }]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  // Killed before it printed: the next start prints the same.
  expect(await start()).toEqual(first);
  // Killed after the demo was made but before it was recorded: the keys are lost, so there are new ones.
  const { passwords } = readFirstRun(dataDir) ?? { passwords: { portal: '', console: '' } };
  writeFirstRun(dataDir, { passwords, keys: null });
  const second = await start();
  expect(await counts()).toEqual(made);
  expect(second?.people).toEqual(first?.people);
  expect(second?.people).toHaveLength(2);
  expect(await works(first?.liveKey ?? '')).toBe(false);
  expect(await works(second?.liveKey ?? '')).toBe(true);
  expect(await works(second?.testKey ?? '')).toBe(true);
  expect(readFileSync(path, 'utf8')).toContain(second?.liveKey);
  if (second) expect(demoNotice(second, shop.url)).toContain(second.liveKey);
  forgetFirstRun(dataDir);
  expect(existsSync(path)).toBe(false);
  expect(await start()).toBeNull();
  expect(await shop.verify()).toEqual([]);
});
