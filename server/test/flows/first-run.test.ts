/**
 * Guards: the first start prints one complete demo with its keys, even if earlier starts were killed; after they were
 * printed, the keys are stored nowhere. The demo has a month behind it, and its operator signs in without a telephone.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Me } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listLines } from '../../src/bank-statements/index.ts';
import { type Demo, demoNotice, demoOfFirstRun } from '../../src/commands/demo.ts';
import { forgetFirstRun, readFirstRun, writeFirstRun } from '../../src/commands/first-run.ts';
import { readyLines } from '../../src/matching/index.ts';
import { openShop, runHere, type Shop, visitor } from '../../testkit/index.ts';

let shop: Shop;
let shown: Demo | null = null;
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
  expect(made).toMatchObject([{ partners: 4, lots: 3, people: 2 }]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  // Nobody has these addresses.
  expect(await shop.rows(`SELECT FROM kit.emails WHERE status = 'waiting'`)).toEqual([]);
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
  shown = second;
  // The statement of its bank is there once, with lines for each list.
  const { reads } = shop.app.database;
  expect(await readyLines(reads)).toHaveLength(2);
  expect(await listLines(reads, { limit: 100 })).toHaveLength(5);
  if (second) expect(demoNotice(second, shop.url)).toContain(second.liveKey);
  forgetFirstRun(dataDir);
  expect(existsSync(path)).toBe(false);
  expect(await start()).toBeNull();
  expect(await shop.verify()).toEqual([]);
});

test('what it prints is a working sign-in for each web app; a command has the operator’s code', async () => {
  if (!shown) throw new Error('the test before shows the demo');
  const notice = demoNotice(shown, shop.url);
  for (const { webApp, email, password } of shown.people) {
    expect(notice).toContain(`${email}  ${password}`);
    const browser = visitor(shop, webApp);
    const { body: me } = await browser.post<Me>('/sign-in', { email, password });
    expect(me.session.state).toBe(webApp === 'portal' ? 'active' : 'second_factor');
    if (webApp === 'portal') expect(me.partner).toMatchObject({ status: 'approved' });
    else {
      const { out } = await runHere(shop, ['demo', 'code']);
      const [code] = out.split(' ');
      const { body } = await browser.post<Me>('/sign-in/second-factor', { method: 'totp', code });
      expect(body.session.state).toBe('active');
    }
  }
  const elsewhere = await runHere(shop, ['demo', 'code'], { DATA_DIR: '/nonexistent' });
  expect(elsewhere).toMatchObject({ code: 1, value: { code: 'not_found' } });
});

test('the shop has a month behind it, until now', async () => {
  const [seen] = await shop.rows<Record<string, string>>(
    `SELECT (SELECT count(*) FROM orders.orders WHERE status = 'delivered') AS orders,
            (SELECT count(DISTINCT created_at::date) FROM orders.orders) AS days,
            (SELECT count(*) FROM orders.orders WHERE created_at > now()) AS later,
            (SELECT count(DISTINCT mode) FROM orders.orders JOIN partners.tenants USING (tenant_id)) AS modes,
            (SELECT count(*) FROM funding.deposits) AS deposits,
            (SELECT count(DISTINCT status) FROM claims.claims) AS claim_states,
            (SELECT count(*) FROM support.tickets) AS tickets,
            (SELECT count(*) FROM stock.lots WHERE status = 'recalled') AS recalled,
            (SELECT sum(tries) - count(*) FROM webhooks.deliveries WHERE status = 'delivered') AS retries,
            (SELECT count(DISTINCT tenant_id) FROM orders.orders) AS buyers`,
  );
  const count = (name: string) => Number(seen?.[name]);
  expect(count('orders')).toBeGreaterThan(150);
  expect(count('days')).toBeGreaterThan(28);
  expect(count('later')).toBe(0);
  for (const name of ['modes', 'tickets']) expect(count(name)).toBe(2);
  expect(count('buyers')).toBe(4);
  expect(count('deposits')).toBeGreaterThan(10);
  expect(count('claim_states')).toBeGreaterThan(2);
  expect(count('recalled')).toBe(1);
  expect(count('retries')).toBeGreaterThan(0);
});
