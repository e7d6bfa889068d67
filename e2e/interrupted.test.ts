/**
 * Guards, in a real browser, a purchase that does not go as its buyer expected: at a price that has risen nothing is bought before the
 * buyer accepts it; where the session ends, and where the same purchase is sent from two tabs, nothing is lost and nothing is bought
 * twice. What happens in one tab is seen in the others without a reload, a sign-out too.
 */
import {
  bodyOf,
  PASSWORD,
  parseId,
  type SignedUp,
  signUp,
  type Visitor,
  visitor,
} from '@psnb2b/server/testkit';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

let desk: Desk;
let owner: SignedUp;
let session: Visitor;
let buyer: Person;
beforeAll(async () => {
  desk = await openDesk();
  const { shop } = desk;
  for (const denomination of [20, 50, 100]) await shop.stock({ denomination, codes: 20 });
  owner = await signUp(shop, 'Nordlicht Handel');
  const id = parseId('prt', owner.partnerId) ?? '';
  await shop.change(id, { approved: true });
  await shop.deposit(id, '2000.00');
  await shop.app.inventory.refresh();
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(async () => {
  session = visitor(desk.shop, 'portal');
  await session.post('/sign-in', { email: owner.email, password: PASSWORD });
  buyer = await comeIn(desk, session);
});
afterEach(() => buyer.context.close());

interface Bought extends Record<string, unknown> {
  readonly quantity: number;
  readonly unit_price: string;
}
/** The orders since then, the smallest first. */
async function boughtAfter(work: () => Promise<unknown>): Promise<readonly Bought[]> {
  const read = async () =>
    (await bodyOf(desk.clock, owner.visitor.get<{ data: Bought[] }>('/orders?limit=100'))).data;
  const before = (await read()).length;
  await work();
  const { length } = await read();
  return (await read())
    .slice(0, length - before)
    .map(({ quantity, unit_price }) => ({ quantity, unit_price }))
    .toSorted((one, other) => one.quantity - other.quantity);
}
const open = (page: Page, lines: string) => page.goto(`${desk.shop.url}/portal/buy?lines=${lines}`);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function signInAgain(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(owner.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await button(page, 'Sign in').click();
}

test('a price that rises before the purchase is sent is shown with the old one, and is paid only once it is accepted', async () => {
  const { page } = buyer;
  const price = (amount: string) =>
    desk.shop.prices(`region,denomination,currency,list_price\nUS,100,USD,${amount}\n`);
  await open(page, 'US-100x2,US-20x1');
  await button(page, 'Buy 2 lines for 205.00 USD').waitFor();
  // The page has not read the new price yet.
  const { promise: isRead, resolve: letRead } = Promise.withResolvers<void>();
  await page.route('**/portal/api/inventory?*', async (route) => {
    await isRead;
    await route.fallback();
  });
  await price('95.50');
  const refused = await boughtAfter(async () => {
    await button(page, 'Buy 2 lines for 205.00 USD').click();
    await page.getByText('1 line bought; 1 line not.').waitFor();
  });
  expect(refused).toEqual([{ quantity: 1, unit_price: '19.00' }]);
  const line = page.getByRole('listitem').filter({ hasText: 'US 100' });
  await line.getByText('The price of one code rose from 93.00 to 95.50').waitFor();
  letRead();
  const accepted = await boughtAfter(async () => {
    await line.getByRole('button', { name: 'Accept 95.50 USD' }).first().click();
    await button(page, 'Buy the remaining 1 line for 191.00 USD').click();
    await page.getByText('2 lines bought.').waitFor();
  });
  expect(accepted).toEqual([{ quantity: 2, unit_price: '95.50' }]);
  expect(buyer.faults).toEqual([]);
});

test('the session ends before the purchase is sent: after signing in it is there, and is sent as the same purchase', async () => {
  const { page } = buyer;
  const sent: object[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/portal/api/purchases')) {
      sent.push(request.postDataJSON());
    }
  });
  // No stream says that the session has ended.
  await page.route('**/portal/api/live', (route) => route.abort());
  await open(page, 'US-50x3');
  const buy = button(page, 'Buy 1 line for 141.00 USD');
  await buy.waitFor();
  // Without a stream the page reads again by itself: such a read must not say so before the purchase does.
  const { promise: isRefused, resolve: refused } = Promise.withResolvers<void>();
  await page.route('**/portal/api/**', async (route) => {
    if (route.request().method() === 'GET') await isRefused;
    await route.fallback();
  });
  await session.post('/sign-out');
  const bought = await boughtAfter(async () => {
    const reply = page.waitForResponse('**/portal/api/purchases*');
    await buy.click();
    expect((await reply).status()).toBe(401);
    refused();
    await signInAgain(page);
    await buy.click();
    await page.getByText('1 line bought.').waitFor();
  });
  expect(bought).toEqual([{ quantity: 3, unit_price: '47.00' }]);
  expect(sent).toHaveLength(2);
  // By then the tab knows the keys of its lines.
  expect(sent[1]).toMatchObject(sent[0] ?? {});
});

test('the session ends while the reply to the purchase is lost: after signing in the page knows what was bought', async () => {
  const { page } = buyer;
  await open(page, 'US-50x4');
  const buy = button(page, 'Buy 1 line for 188.00 USD');
  await buy.waitFor();
  await page.route('**/portal/api/purchases?*', async (route) => {
    await route.fetch();
    await session.post('/sign-out');
    await route.abort();
  });
  const bought = await boughtAfter(async () => {
    await buy.click();
    await signInAgain(page);
    await page.getByText('1 line bought.').waitFor();
    await button(page, 'Start another purchase').waitFor();
  });
  expect(bought).toEqual([{ quantity: 4, unit_price: '47.00' }]);
});

test('a purchase that is sent from two tabs at once is bought once, and both say so', async () => {
  const { page } = buyer;
  await open(page, 'US-50x1');
  await button(page, 'Buy 1 line for 47.00 USD').waitFor();
  const isOpen = page.waitForEvent('popup');
  // As "duplicate tab" does, with what is kept in the tab.
  await page.evaluate('window.open(location.href)');
  const tabs = [page, await isOpen];
  const bought = await boughtAfter(async () => {
    for (const tab of tabs) await button(tab, 'Buy 1 line for 47.00 USD').waitFor();
    await Promise.all(tabs.map((tab) => button(tab, 'Buy 1 line for 47.00 USD').click()));
    for (const tab of tabs) await tab.getByText('1 line bought.').waitFor();
  });
  expect(bought).toEqual([{ quantity: 1, unit_price: '47.00' }]);
  expect(buyer.faults).toEqual([]);
});

test('what is bought in one tab is seen in another without a reload, and so is the sign-out', async () => {
  const { page, context } = buyer;
  const other = await context.newPage();
  await other.goto(`${desk.shop.url}/portal/orders`);
  await other.getByTitle('Live: changes appear by themselves').waitFor();
  await other.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  const loads: string[] = [];
  other.on('request', (request) => request.isNavigationRequest() && loads.push(request.url()));
  await open(page, 'US-20x2');
  await page.getByLabel('Your number for this purchase').fill('PO-77');
  await button(page, 'Buy 1 line for 38.00 USD').click();
  await page.getByText('1 line bought.').waitFor();
  await button(other, '1 new · show').click();
  await other.getByRole('link', { name: 'PO-77/1' }).waitFor();
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await other.getByRole('textbox', { name: 'Password' }).waitFor();
  expect(loads).toEqual([]);
  expect(buyer.faults).toEqual([]);
});

test('a page whose first read is refused says so in a frame of its own, and opens when it is tried again', async () => {
  const { page } = buyer;
  let isRefused = true;
  await page.route('**/portal/api/me', (route) =>
    isRefused ? route.fulfill({ status: 503, body: '' }) : route.fallback(),
  );
  await page.goto(`${desk.shop.url}/portal/orders`);
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual([
    'The page could not be opened',
  ]);
  expect(await lookAt(buyer, 'portal-unopened')).toEqual([]);
  isRefused = false;
  await button(page, 'Try again').click();
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
});
