/**
 * Guards, in a real browser, that people buy and read codes with the keyboard alone: wherever Tab stops, it is seen that it stops there,
 * and no act loses the focus, also on a narrow screen.
 */
import { parseId, signUp, stepUp } from '@psnb2b/server/testkit';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { focusFault, hasFocus, isFocused, tabTo } from './rig/by-keyboard.ts';
import { comeIn } from './rig/come-in.ts';
import { type Desk, openDesk, type Person } from './rig/desk.ts';

let desk: Desk;
let buyer: Person;
let codes: readonly string[];
beforeAll(async () => {
  desk = await openDesk();
  const { shop, clock } = desk;
  ({ codes } = await shop.stock({ denomination: 50, codes: 2 }));
  for (const denomination of [10, 20, 100]) await shop.stock({ denomination, codes: 9 });
  await shop.stock({ region: 'GB', codes: 9 });
  const { visitor, partnerId } = await signUp(shop, 'Nordlicht Handel');
  const id = parseId('prt', partnerId) ?? '';
  await shop.change(id, { approved: true });
  await shop.deposit(id, '900.00');
  await shop.app.inventory.refresh();
  await stepUp(clock, visitor);
  buyer = await comeIn(desk, visitor);
});
afterAll(() => desk[Symbol.asyncDispose]());

const quantity = (product: string) => buyer.page.getByLabel(`Quantity of ${product} USD`);
const button = (name: string | RegExp) => buyer.page.getByRole('button', { name, exact: true });

test('search, choose, correct, buy, open the order, reveal a code and copy it', async () => {
  const { page, context } = buyer;
  const faults: string[] = [];
  const tab = async (target: Locator, key?: 'Shift+Tab') =>
    faults.push(...(await tabTo(page, target, key)));
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${desk.shop.url}/portal/overview`);
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('y');
  await page.getByRole('heading', { level: 1, name: 'Buy' }).waitFor();
  const search = page.getByLabel('Search: us 50, germany');
  await search.waitFor();
  expect(await hasFocus(page)).toBe(true);
  await tab(search);
  await page.keyboard.type('us 50');
  await quantity('US 20').waitFor({ state: 'detached' });
  await tab(quantity('US 50'));
  await page.keyboard.type('2');
  await tab(search, 'Shift+Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('us 20');
  await quantity('US 20').waitFor();
  await tab(quantity('US 20'));
  await page.keyboard.type('4');
  // Taken out again in the purchase, and put back as another quantity.
  await tab(button('Take US 20 out'));
  await page.keyboard.press('Enter');
  await button('Buy 1 line for 94.00 USD').waitFor();
  expect(await hasFocus(page)).toBe(true);
  await tab(quantity('US 20'), 'Shift+Tab');
  await page.keyboard.type('1');
  await tab(page.getByLabel('Your number for this purchase'));
  await page.keyboard.type('PO-8');
  await tab(button('Buy 2 lines for 113.00 USD'));
  await page.keyboard.press('Enter');
  await page.getByText('2 lines bought.').waitFor();
  expect(await hasFocus(page)).toBe(true);
  await tab(page.getByRole('link', { name: 'Open the purchase' }));
  await tab(button('Start another purchase'));
  await page.keyboard.press('Enter');
  await page.getByText('Choose a quantity beside a product').waitFor();
  expect(await hasFocus(page)).toBe(true);

  await page.keyboard.press('g');
  await page.keyboard.press('o');
  const row = page.getByRole('link', { name: 'PO-8/1' });
  await row.waitFor();
  await page.keyboard.press('j');
  expect(await focusFault(page)).toBeNull();
  if (!(await isFocused(page, row))) {
    await page.keyboard.press('j');
  }
  await page.keyboard.press('Enter');
  await button('Reveal code 1').waitFor();
  await tab(button('Reveal code 1'));
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Reveal 1 code' }).waitFor();
  expect(await focusFault(page)).toBeNull();
  await page.keyboard.press('Enter');
  await page.getByText('Codes are hidden again').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await hasFocus(page)).toBe(true);
  await tab(button('Copy 1 code'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Clear your clipboard').waitFor();
  expect(codes).toContain(await page.evaluate('navigator.clipboard.readText()'));
  await tab(button('Hide'));
  await page.keyboard.press('Enter');
  await page.getByText('Codes are hidden again').waitFor({ state: 'detached' });
  expect(await hasFocus(page)).toBe(true);
  expect(faults).toEqual([]);
  expect(buyer.faults).toEqual([]);
});

test('on a narrow screen nothing that has the focus is under the bar of the purchase', async () => {
  const page = await buyer.context.newPage();
  const buy = page.getByRole('button', { name: /^Buy 4 lines for/ });
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(`${desk.shop.url}/portal/buy?lines=US-10x1,US-20x1,US-100x1,GB-50x1`);
  await page.getByRole('link', { name: 'Your purchase: 4 lines' }).waitFor();
  expect(await tabTo(page, buy)).toEqual([]);
  expect(await tabTo(page, page.getByLabel('Quantity of GB 50 GBP'), 'Shift+Tab')).toEqual([]);
  await page.close();
});
