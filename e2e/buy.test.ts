/**
 * Guards buying in a real browser: what was chosen is bought once, whatever happens to the reply; a refused line is corrected in its
 * place; a pasted list says what is wrong with which line; a link to order again buys nothing; who watches a sold-out product is
 * notified when it is back.
 */
import { readFile } from 'node:fs/promises';
import { openNode, parseId, sendAlerts, signUp, stepUp } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

let desk: Desk;
let buyer: Person;
beforeAll(async () => {
  desk = await openDesk();
  const { shop, clock } = desk;
  await shop.stock({ denomination: 50, codes: 20 });
  await shop.stock({ denomination: 20, codes: 4 });
  const { visitor, partnerId } = await signUp(shop, 'Nordlicht Handel');
  const id = parseId('prt', partnerId) ?? '';
  await shop.change(id, { approved: true });
  await shop.deposit(id, '900.00');
  await shop.app.inventory.refresh();
  await stepUp(clock, visitor);
  buyer = await comeIn(desk, visitor);
});
afterAll(() => desk[Symbol.asyncDispose]());

const partnerOf = async () => {
  const [{ partner_id: id = '' } = {}] = await desk.shop.rows<{ partner_id: string }>(
    "SELECT partner_id FROM identity.users WHERE door = 'portal'",
  );
  return id;
};
const ordersMade = () =>
  desk.shop.rows<{ quantity: number }>('SELECT quantity FROM orders.orders ORDER BY quantity');

test('three lines, one refused and corrected, a lost reply, and nothing twice', async () => {
  const { page } = buyer;
  await page.goto(`${desk.shop.url}/portal/buy?lines=US-50x2`);
  await page.getByRole('button', { name: 'Buy 1 line for 94.00 USD' }).waitFor();
  expect(await ordersMade()).toEqual([]);
  expect(new URL(page.url()).search).toBe('');
  await page.getByLabel('Quantity of US 20 USD').fill('10');
  const found = await lookAt(buyer, 'buy-chosen');
  await page.getByRole('button', { name: 'Buy 2 lines for 284.00 USD' }).click();
  await page.getByText('1 line bought; 1 line not.').waitFor();
  await page.getByRole('button', { name: 'Buy the 4 there are' }).click();
  found.push(...(await lookAt(buyer, 'buy-refused')));
  // The reply is lost after the server has bought: the page asks, and shows what was bought.
  await page.route('**/portal/api/purchases?*', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: /^Buy the remaining 1 line/ }).click();
  await page.getByText('2 lines bought.').waitFor();
  await page.unroute('**/portal/api/purchases?*');
  await page.reload();
  await page.getByText('2 lines bought.').waitFor();
  expect((await ordersMade()).map(({ quantity }) => quantity)).toEqual([2, 4]);
  await page.getByRole('button', { name: 'One CSV with all codes' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Read and download' }).click();
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file.trimEnd().split('\r\n')).toHaveLength(1 + 2 + 4);
  await page.getByRole('button', { name: 'Start another purchase' }).click();

  await page.getByRole('button', { name: 'Paste a list' }).click();
  await page.getByRole('textbox', { name: 'List' }).fill('US;50;3\nUS;50;1.5\nUS;50;1');
  await page.getByText('2 lines good, 1 to correct').waitFor();
  await page.getByRole('row', { name: /^2 US;50;1.5 The quantity must be/ }).waitFor();
  found.push(...(await lookAt(buyer, 'buy-pasted')));
  await page.getByRole('textbox', { name: 'List' }).fill('US;50;3\nUS;50;1');
  await page.getByRole('button', { name: 'Add 2 lines' }).click();
  await page.getByRole('button', { name: 'Combine them' }).click();
  await page.getByRole('button', { name: 'Buy 1 line for 188.00 USD' }).waitFor();
  expect(found).toEqual([]);
  expect(buyer.faults.filter((each) => !each.includes('ERR_FAILED'))).toEqual([]);
});

test('a product that is sold out is watched, and its watcher is notified when it is back', async () => {
  const { page } = buyer;
  const { shop, clock } = desk;
  await shop.app.inventory.refresh();
  const round = () => {
    clock.advance(1_000);
    return sendAlerts(shop.app);
  };
  await page.goto(`${shop.url}/portal/buy?view=all`);
  await page.getByLabel('Quantity of US 50 USD').first().fill('');
  await page.getByRole('button', { name: 'Notify me when it is back: US 20 USD' }).click();
  await page.getByRole('button', { name: 'Watched: US 20 USD', pressed: true }).waitFor();
  expect(await lookAt(buyer, 'buy-watched')).toEqual([]);
  expect(await round()).toBe(0);
  await shop.stock({ denomination: 20, codes: 3 });
  await shop.app.inventory.refresh();
  expect(await round()).toBe(1);
  await page.getByRole('link', { name: 'Notifications, 1 unread' }).click();
  await page.getByText('PSN-US-20 is back: 3 codes in stock.').waitFor();
});

test('a deposit moves the balance on every open tab without a reload, and the tabs share one stream', async () => {
  const { page } = buyer;
  const { shop } = desk;
  const partnerId = await partnerOf();
  const tabs = [page, await page.context().newPage()];
  for (const tab of tabs) {
    await tab.goto(`${shop.url}/portal/overview`);
    await tab.getByText('730.00').first().waitFor();
    await tab.getByTitle('Live: changes appear by themselves').waitFor();
  }
  expect(shop.app.live.size).toBe(1);
  await shop.deposit(partnerId, '1000.00');
  for (const tab of tabs) await tab.getByText('1,730.00').first().waitFor();
  // The tab that has the stream closes: the other one takes it over.
  await tabs[0]?.close();
  await shop.deposit(partnerId, '1000.00');
  await tabs[1]?.getByText('2,730.00').first().waitFor();
});

test('a page that stays open recovers by itself when the server was restarted', async () => {
  const { shop, clock } = desk;
  const { config } = shop.app;
  const options = {
    clock,
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl?.reveal() ?? '',
  };
  const first = await openNode(options);
  const page = await buyer.context.newPage();
  await page.goto(`${first.url}/portal/overview`);
  await page.getByText('2,730.00').first().waitFor();
  await page.getByTitle('Live: changes appear by themselves').waitFor();
  await first[Symbol.asyncDispose]();
  await page.getByTitle('Connecting again').waitFor();
  // While nothing answers, something changes.
  await shop.deposit(await partnerOf(), '1000.00');
  await using _second = await openNode({ ...options, env: { PORT: new URL(first.url).port } });
  await page.getByTitle('Live: changes appear by themselves').waitFor();
  await page.getByText('3,730.00').first().waitFor();
  await shop.deposit(await partnerOf(), '1000.00');
  await page.getByText('4,730.00').first().waitFor();
  await page.close();
});
