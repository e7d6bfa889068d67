/**
 * Guards buying in a real browser: what was chosen is bought once, whatever happens to the reply; what is typed as a quantity stays as it
 * is; nothing can be changed while an outcome is unknown; a refused line is corrected in its place; a pasted list says what is wrong with
 * which line; a link to order again buys nothing; who watches a sold-out product is notified when it is back.
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
  await shop.stock({ denomination: 10, codes: 3 });
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

test('three lines, one refused and corrected, an unknown outcome, and nothing twice', async () => {
  const { page } = buyer;
  await page.goto(`${desk.shop.url}/portal/buy?lines=US-50x2`);
  await page.getByRole('button', { name: 'Buy 1 line for 94.00 USD' }).waitFor();
  expect(await ordersMade()).toEqual([]);
  expect(new URL(page.url()).search).toBe('');
  const beside = page.getByLabel('Quantity of US 20 USD');
  const inPurchase = page.getByLabel('Quantity of US 20', { exact: true });
  await beside.fill('1.5');
  await page.getByText('A whole number, at least 1').first().waitFor();
  expect(await inPurchase.inputValue()).toBe('1.5');
  const found = await lookAt(buyer, 'buy-no-quantity');
  // The field keeps the cursor while its line changes.
  await inPurchase.clear();
  await inPurchase.pressSequentially('10');
  expect(await beside.inputValue()).toBe('10');
  await page.getByLabel('Quantity of US 10 USD').fill('3');
  await page.getByLabel('Your number for this purchase').fill('PO-7');
  found.push(...(await lookAt(buyer, 'buy-chosen')));
  await page.getByRole('button', { name: 'Buy 3 lines for 312.50 USD' }).click();
  await page.getByText('2 lines bought; 1 line not.').waitFor();
  await page.getByRole('button', { name: 'Wait for the rest' }).waitFor();
  found.push(...(await lookAt(buyer, 'buy-refused')));
  await page.getByRole('button', { name: 'Buy the 4 there are' }).click();
  // The reply is lost after the server has bought: the page asks until it knows, and meanwhile nothing can be changed.
  await page.route('**/portal/api/purchases?*', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.route('**/portal/api/purchases/*', (route) => route.abort());
  await page.getByRole('button', { name: /^Buy the remaining 1 line/ }).click();
  await page.getByText('We lost the connection.').waitFor();
  await page.locator('[aria-disabled=true]', { hasText: /^Buy the remaining/ }).waitFor();
  const other = page.getByLabel('Quantity of US 50 USD');
  for (const field of [other, inPurchase, page.getByLabel('Payment').first()]) {
    expect(await field.isDisabled()).toBe(true);
  }
  expect(await page.getByRole('button', { name: 'Paste a list' }).isDisabled()).toBe(true);
  found.push(...(await lookAt(buyer, 'buy-unknown')));
  await page.unroute('**/portal/api/purchases/*');
  await page.getByText('3 lines bought.').waitFor();
  await page.unroute('**/portal/api/purchases?*');
  await page.reload();
  await page.getByText('3 lines bought.').waitFor();
  expect((await ordersMade()).map(({ quantity }) => quantity)).toEqual([2, 3, 4]);
  await page.getByRole('link', { name: 'US 20 × 4' }).click();
  await page.getByText('PO-7/4').first().waitFor();
  await page.getByRole('link', { name: 'With its other orders' }).click();
  await page.getByRole('heading', { name: 'Purchase PO-7' }).waitFor();
  await page.getByRole('row', { name: /US 20.*10.*Refused/ }).waitFor();
  await page.getByText('9 codes').waitFor();
  await page.getByRole('button', { name: 'One CSV with all codes' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Read and download' }).click();
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file.trimEnd().split('\r\n')).toHaveLength(1 + 2 + 3 + 4);
  await page.goto(`${desk.shop.url}/portal/buy`);
  // The finished purchase is still shown; whoever chooses something begins the next one.
  await page.getByText('3 lines bought.').waitFor();
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
  // The purchase stays in sight, however far one scrolls through the products.
  await page.getByRole('heading', { name: 'Your purchase' }).waitFor();
  await page.setViewportSize({ width: 1440, height: 500 });
  await page.evaluate('scrollTo(0, 300)');
  expect(await page.evaluate('scrollY')).toBe(300);
  const { y: top = 0 } = (await page.locator('#purchase').boundingBox()) ?? {};
  expect(top).toBeGreaterThan(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByLabel('Quantity of US 50 USD').first().fill('');
  await page.getByRole('button', { name: 'Notify me when it is back: US 20 USD' }).click();
  await page.getByRole('button', { name: 'Watched: US 20 USD', pressed: true }).waitFor();
  // The button is busy until the page has read everything again, and its label fades in: only then is it looked at.
  await page.locator('button[data-loading]').waitFor({ state: 'detached' });
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
    await tab.getByText('701.50').first().waitFor();
    await tab.getByTitle('Live: changes appear by themselves').waitFor();
  }
  expect(shop.app.live.size).toBe(1);
  await shop.deposit(partnerId, '1000.00');
  for (const tab of tabs) await tab.getByText('1,701.50').first().waitFor();
  // The tab that has the stream closes: the other one takes it over.
  await tabs[0]?.close();
  await shop.deposit(partnerId, '1000.00');
  await tabs[1]?.getByText('2,701.50').first().waitFor();
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
  await page.getByText('2,701.50').first().waitFor();
  await page.getByTitle('Live: changes appear by themselves').waitFor();
  await first[Symbol.asyncDispose]();
  await page.getByTitle('Connecting again').waitFor();
  // While nothing answers, something changes.
  await shop.deposit(await partnerOf(), '1000.00');
  await using _second = await openNode({ ...options, env: { PORT: new URL(first.url).port } });
  await page.getByTitle('Live: changes appear by themselves').waitFor();
  await page.getByText('3,701.50').first().waitFor();
  await shop.deposit(await partnerOf(), '1000.00');
  await page.getByText('4,701.50').first().waitFor();
  await page.close();
});

test('test mode offers no deposit: its balance is set, on the statement and where a line was not covered', async () => {
  const page = await buyer.context.newPage();
  const { shop } = desk;
  const setTo = async (amount: string) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Balance, in USD').fill(amount);
    await dialog.getByRole('button', { name: 'Set the test balance' }).click();
    await page.getByText('The test balance was set.').waitFor();
  };
  await page.goto(`${shop.url}/portal/balance`);
  await page.getByRole('link', { name: 'Top up' }).waitFor();
  await page.getByText('Test', { exact: true }).first().click();
  await page.getByText('Test money, and every change of it.').waitFor();
  expect(await page.getByRole('link', { name: 'Top up' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Set the test balance' }).click();
  await setTo('20.00');
  await page.getByText('Test balance set').first().waitFor();
  const found = await lookAt({ ...buyer, page }, 'balance-test');
  await page.goto(`${shop.url}/portal/buy?mode=test&search=us+50&lines=US-50x1`);
  await page.getByRole('button', { name: 'Buy 1 line for 47.00 USD' }).click();
  await page.getByRole('button', { name: 'Set the test balance' }).click();
  await setTo('50.00');
  found.push(...(await lookAt({ ...buyer, page }, 'buy-test-uncovered')));
  await page.getByRole('button', { name: /^Buy (the remaining )?1 line for 47.00 USD/ }).click();
  await page.getByText('1 line bought.').waitFor();
  expect(found).toEqual([]);
  await page.close();
});

test('a duplicated tab has the same purchase: it is bought once, and what was changed only by who has seen the rest', async () => {
  const { shop } = desk;
  const before = (await ordersMade()).length;
  /** A tab with two codes chosen, and its copy: browsers copy what a tab has kept. */
  const twoTabs = async () => {
    const first = await buyer.context.newPage();
    await first.goto(`${shop.url}/portal/buy?lines=US-50x2`);
    await first.getByRole('button', { name: 'Buy 1 line for 94.00 USD' }).waitFor();
    const opened = first.waitForEvent('popup');
    await first.evaluate('void window.open(location.href)');
    const copy = await opened;
    await copy.getByRole('button', { name: 'Buy 1 line for 94.00 USD' }).waitFor();
    return [first, copy] as const;
  };
  const [one, same] = await twoTabs();
  for (const tab of [one, same]) {
    await tab.getByRole('button', { name: 'Buy 1 line for 94.00 USD' }).click();
    await tab.getByText('1 line bought.').waitFor();
  }
  expect(await ordersMade()).toHaveLength(before + 1);
  const [first, copy] = await twoTabs();
  await first.getByRole('button', { name: 'Buy 1 line for 94.00 USD' }).click();
  await first.getByText('1 line bought.').waitFor();
  await copy.getByLabel('Quantity of US 50', { exact: true }).fill('3');
  await copy.getByRole('button', { name: 'Buy 1 line for 141.00 USD' }).click();
  await copy.getByText('This purchase was also sent from another tab').waitFor();
  await copy.getByText('1 line bought; 1 line not.').waitFor();
  await copy.getByRole('link', { name: 'US 50 × 2' }).waitFor();
  expect(await ordersMade()).toHaveLength(before + 2);
  expect(await lookAt({ ...buyer, page: copy }, 'buy-sent-elsewhere')).toEqual([]);
  await copy.getByRole('button', { name: 'Go on with these lines' }).click();
  await copy.getByRole('button', { name: 'Buy the remaining 1 line for 141.00 USD' }).click();
  await copy.getByText('2 lines bought.').waitFor();
  expect(await ordersMade()).toHaveLength(before + 3);
  for (const tab of [one, same, first, copy]) await tab.close();
});

test('what waits and cannot be read is said; a purchase that is begun is gone when its person signs out', async () => {
  const page = await buyer.context.newPage();
  const { shop } = desk;
  await page.route('**/portal/api/claims?*', (route) => route.fulfill({ status: 404, body: '{}' }));
  await page.goto(`${shop.url}/portal/overview`);
  const waits = page.getByRole('region', { name: 'Waits for you' });
  await waits.getByRole('alert').waitFor();
  expect(await waits.getByText('Nothing waits for you.').count()).toBe(0);
  await page.unroute('**/portal/api/claims?*');
  await waits.getByRole('button', { name: 'Try again' }).click();
  await waits.getByText('Nothing waits for you.').waitFor();
  const kept = () =>
    page.evaluate<number>(
      `Object.keys(sessionStorage).filter((name) => name.startsWith('psnb2b.kept.')).length`,
    );
  await page.goto(`${shop.url}/portal/buy?lines=US-50x2`);
  await page.getByRole('button', { name: 'Buy 1 line for 94.00 USD' }).waitFor();
  expect(await kept()).toBe(1);
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('textbox', { name: 'Password' }).waitFor();
  expect(await kept()).toBe(0);
});
