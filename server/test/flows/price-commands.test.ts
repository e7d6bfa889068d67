/**
 * Guards: the command line shows what a rule would change before it changes prices, exports a file that it reads again, and lists,
 * cancels and explains changes; and prices of a file that look like slips are refused until they are named.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatId } from '../../src/kit/ids.ts';
import { openShop, runHere, type Shop } from '../../testkit/index.ts';

interface Fault {
  readonly pointer: string;
  readonly code: string;
}

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

const run = (...args: string[]) => runHere(shop, ['prices', ...args]);
const RULE = ['change', '--percent', '-2', '--region', 'us', '--q', '-50', '--reason', 'Sale.'];

test('a rule is shown with --dry-run, then applied, and is in the history', async () => {
  expect((await run(...RULE, '--dry-run')).out).toMatch(
    /^PSN-US-50 {2}47\.00 → 46\.06 USD {2}\(cost unknown\)\n/,
  );
  expect((await run('history', '--sku', 'PSN-US-50', '--json')).value).toHaveLength(1);
  expect((await run(...RULE, '--json')).value).toMatchObject({
    ...{ state: 'applied', prices: 1, changed: 1, left_out: 0, takes_effect_at: null },
  });
  const { value } = await run('history', '--sku', 'psn-us-50', '--json');
  expect(value[0]).toMatchObject({ before: '47.00', after: '46.06', reason: 'Sale.' });
  expect((await run(...RULE, '--percent', '2.345')).value).toMatchObject({
    errors: [{ pointer: '/percent', code: 'precision' }],
  });
});

test('a change at a time is listed and cancelled; a jump is named', async () => {
  const year = new Date().getUTCFullYear() + 1;
  const later = [...RULE, '--at', `${new Date().toISOString().slice(0, 4)}-01-01`];
  expect((await run(...later)).value).toMatchObject({ errors: [{ pointer: '/at' }] });
  const at = `${year}-01-01T00:00:00+01:00`;
  const { value: scheduled } = await run(...RULE, '--at', at, '--json');
  expect(scheduled).toMatchObject({ state: 'scheduled' });
  expect((await run('changes', '--state', 'scheduled')).out).toContain(scheduled.id);
  const cancelled = await run('cancel', '--change', scheduled.id, '--json');
  expect(cancelled.value).toMatchObject({ id: scheduled.id, state: 'cancelled' });
  expect((await run('cancel', '--change', scheduled.id)).value).toMatchObject({
    code: 'invalid_state',
  });
  const jump = [...RULE, '--percent', '900'];
  expect((await run(...jump)).value).toMatchObject({ errors: [{ code: 'maximum' }] });
  expect((await run(...jump, '--jump', 'PSN-US-50', '--json')).value).toMatchObject({ changed: 1 });
});

test('the exported file is read again as it is', async () => {
  const { out } = await run('export', '--currency', 'USD');
  const priced = out.split('\n').filter((line) => !line.endsWith(','));
  expect(out).toContain('US,25,USD,\n');
  const file = join(shop.app.config.dataDir, 'prices.csv');
  await writeFile(file, priced.join('\n'));
  expect((await run('set', '--file', file, '--json')).value).toEqual({ changed: 0, unchanged: 6 });
});

test('a file with prices that look like slips is refused with their lines, until they are named', async () => {
  const file = join(shop.app.config.dataDir, 'slips.csv');
  const partner = formatId('prt', await shop.partner());
  const rows = ['US,25,USD,240.00,', 'US,20,USD,1.90,', `US,20,USD,190.00,${partner}`];
  await writeFile(file, `region,denomination,currency,list_price,partner\n${rows.join('\n')}\n`);
  const { value } = await run('set', '--file', file);
  expect(value.errors.map(({ pointer, code }: Fault) => `${pointer} ${code}`)).toEqual([
    ...['/2/list_price maximum', '/3/list_price maximum', '/4/list_price maximum'],
  ]);
  expect(value.errors[0]).toMatchObject({
    detail: expect.stringContaining('--jump PSN-US-25 confirms it.'),
  });
  const meant = ['--jump', 'psn-us-25', '--jump', 'PSN-US-20'];
  expect((await run('set', '--file', file, ...meant, '--json')).value).toEqual({
    ...{ changed: 3, unchanged: 0 },
  });
});

test('the file, the percentage of a price list, and tiers are asked about in the same way', async () => {
  const { value: list } = await runHere(shop, [
    ...['price-lists', 'create', '--name', 'Resellers', '--json'],
  ]);
  const file = join(shop.app.config.dataDir, 'fixed.csv');
  await writeFile(file, 'region,denomination,price\nUS,50,4.60\n');
  const set = (...more: string[]) =>
    runHere(shop, ['price-lists', 'set', '--list', list.id, ...more, '--json']);
  expect((await set('--file', file)).value).toMatchObject({ errors: [{ pointer: '/2/price' }] });
  const meant = await set('--file', file, '--jump', 'PSN-US-50');
  expect(meant.value).toMatchObject({ fixed_prices: 1 });
  expect((await set('--percent', '200')).value).toMatchObject({ errors: [{ code: 'maximum' }] });
  expect((await set('--percent', '200', '--jump-percent')).value).toMatchObject({
    percent: '200.00 %',
  });
  const tiers = join(shop.app.config.dataDir, 'tiers.csv');
  await writeFile(tiers, 'name,currency,volume_30d,discount_bps\nGold,USD,0,5000\n');
  const setTiers = ['tiers', 'set', '--file', tiers];
  expect((await runHere(shop, setTiers)).value).toMatchObject({ errors: [{ code: 'maximum' }] });
  expect((await runHere(shop, [...setTiers, '--jump', '--json'])).value).toMatchObject({
    tiers: 1,
  });
});

test('a floor is set for the shop or a region, and listed', async () => {
  expect((await run('floor', '--margin', '1.5')).out).toMatch(
    /^shop {2}1\.50 % {2}own\nAE {2}1\.50 %\n/,
  );
  const { value } = await run('floor', '--region', 'us', '--margin', '0', '--json');
  expect(value).toContainEqual({ region: 'US', own_bps: 0, applies_bps: 0 });
  const { value: without } = await run('floor', '--region', 'US', '--margin', 'none', '--json');
  expect(without).toContainEqual({ region: 'US', own_bps: null, applies_bps: 150 });
  expect((await run('floor', '--margin', 'much')).code).toBe(1);
});
