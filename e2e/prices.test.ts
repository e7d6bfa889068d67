/**
 * Guards prices in a real browser: a list price and many of them are looked at before they are set, a wrong one is named where it
 * was typed, and the product's page shows the history.
 */
import { parseId, signUp, staff, stepUp, type Visitor } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isFocused } from './rig/by-keyboard.ts';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

let desk: Desk;
let admin: Visitor;
let person: Person;

beforeAll(async () => {
  desk = await openDesk();
  const { shop, clock } = desk;
  for (const denomination of [10, 20, 50]) await shop.stock({ denomination, codes: 4 });
  const { partnerId } = await signUp(shop, 'Nordlicht Handel');
  await shop.change(parseId('prt', partnerId) ?? '', { approved: true });
  admin = (await staff(shop, 'admin')).visitor;
  await stepUp(clock, admin);
  person = await comeIn(desk, admin);
});
afterAll(() => desk[Symbol.asyncDispose]());

async function open(address: string): Promise<void> {
  const { page } = person;
  await page.goto(desk.shop.url + address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => page.locator('[aria-busy="true"]').count(), { timeout: 30_000 }).toBe(0);
}

test('a list price: its plan, then the change', async () => {
  const { page } = person;
  await open('/console/prices/PSN-US-50');
  await page.getByRole('button', { name: 'Change the price in USD' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the price in USD' });
  const price = dialog.getByRole('textbox', { name: 'New list price' });
  await price.fill('0');
  await dialog.getByRole('button', { name: 'See what changes' }).click();
  await dialog.getByText('The list price must be more than 0.').waitFor();
  expect(await price.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  await price.fill('480.00');
  await dialog.getByRole('button', { name: 'See what changes' }).click();
  const meant = dialog.getByRole('checkbox', { name: /^I mean it: ten times/ });
  await meant.press('Space');
  // Whoever ticks it by keyboard is still there.
  expect(await isFocused(page, meant)).toBe(true);
  expect(await dialog.getByRole('button', { name: 'Set this price' }).isEnabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Back' }).click();
  await price.fill('48.00');
  await dialog.getByRole('button', { name: 'See what changes' }).click();
  await dialog.getByText('47.00 → 48.00 USD').waitFor();
  expect(await lookAt(person, 'console-price-plan')).toEqual([]);
  await dialog.getByRole('button', { name: 'Set this price' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: '48.00 USD', exact: true }).waitFor();
});

test('many list prices: a rule, its effect line by line, a correction, a confirmed jump, the result', async () => {
  const { page } = person;
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await open('/console/price-changes/new?q=us-');
  await page.getByRole('textbox', { name: 'Percentage' }).fill('1.5');
  await page.getByText('Next 9').click();
  await button('See what changes').click();
  const price = page.getByRole('textbox', { name: 'New price of PSN-US-10', exact: true });
  await price.waitFor();
  expect(await price.inputValue()).toBe('9.69');
  await price.fill('0');
  await price.press('Enter');
  await page.getByText('PSN-US-10: the list price must be more than 0').waitFor();
  await price.fill('96.90');
  await price.press('Enter');
  const jump = page.getByRole('checkbox', { name: 'PSN-US-10: 9.50 → 96.90 USD' });
  await jump.waitFor();
  await page.getByRole('checkbox', { name: 'Change PSN-US-20' }).uncheck();
  const confirm = button('Change 3 prices');
  expect(await confirm.isDisabled()).toBe(true);
  await jump.check();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Costs rose.');
  expect(await lookAt(person, 'console-price-change-planned')).toEqual([]);
  await confirm.click();
  await page.getByRole('heading', { level: 1, name: 'Costs rose.' }).waitFor();
  expect(await page.getByRole('cell', { name: 'Set', exact: true }).count()).toBe(3);
  await open('/console/prices/PSN-US-10');
  await page.getByRole('link', { name: 'Costs rose.' }).waitFor();
  expect(await lookAt(person, 'console-price-history-of-product')).toEqual([]);
});

test('a price typed while the effect of another is worked out stays, and is looked at before it can be confirmed', async () => {
  const { page } = person;
  await open('/console/price-changes/new?q=us-');
  await page.getByRole('textbox', { name: 'Percentage' }).fill('1.5');
  await page.getByRole('button', { name: 'See what changes' }).click();
  const price = (sku: string) =>
    page.getByRole('textbox', { name: `New price of ${sku}`, exact: true });
  await price('PSN-US-20').waitFor();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: holds } = Promise.withResolvers<void>();
  const plan = '**/price-changes/plan-lines';
  await page.route(plan, async (route) => {
    holds();
    await released;
    await route.continue();
  });
  const answers: string[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('/plan-lines')) answers.push(response.url());
  });
  await price('PSN-US-50').fill('49.10');
  await price('PSN-US-50').press('Enter');
  await held;
  await price('PSN-US-20').fill('19.90');
  await page.getByRole('checkbox', { name: 'Change PSN-US-100' }).uncheck();
  const confirm = page.getByRole('button', { name: /^Change \d+ prices?$/ });
  expect(await confirm.isDisabled()).toBe(true);
  release();
  await expect.poll(() => answers.length).toBe(2);
  await expect.poll(() => confirm.isDisabled()).toBe(false);
  expect(await price('PSN-US-50').inputValue()).toBe('49.10');
  expect(await price('PSN-US-20').inputValue()).toBe('19.90');
  expect(await page.getByRole('checkbox', { name: 'Change PSN-US-100' }).isChecked()).toBe(false);
  await page.unroute(plan);
});

test('tiers: typed, looked at, and set', async () => {
  const { page } = person;
  await open('/console/tiers');
  await page.getByRole('button', { name: 'Change the tiers in USD' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the tiers in USD' });
  await dialog.getByRole('button', { name: 'Add a tier' }).click();
  const fieldOf = (tier: string, name: string) =>
    dialog.getByRole('group', { name: tier }).getByRole('textbox', { name });
  await fieldOf('Tier 1', 'Tier').fill('Standard');
  await dialog.getByRole('button', { name: 'Add a tier' }).click();
  await fieldOf('Tier 2', 'Tier').fill('Silver');
  await fieldOf('Tier 2', 'From a volume of').fill('0');
  await dialog.getByRole('button', { name: 'See who pays what' }).click();
  await dialog.getByText('The volume must be above that of the previous tier.').waitFor();
  await fieldOf('Tier 2', 'From a volume of').fill('10000');
  expect(await lookAt(person, 'console-tiers-typed')).toEqual([]);
  await dialog.getByRole('button', { name: 'See who pays what' }).click();
  await dialog.getByText('Businesses: 1. Paying less: 0. Paying more: 0.').waitFor();
  expect(await lookAt(person, 'console-tiers-planned')).toEqual([]);
  await dialog.getByRole('button', { name: 'Set these tiers' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: '10,000.00 USD', exact: true }).waitFor();
});

test('a product: added to a new region, paused and sold again', async () => {
  const { page } = person;
  const dialog = page.getByRole('dialog');
  await open('/console/prices');
  await page.getByRole('button', { name: 'Add a region' }).click();
  await dialog.getByRole('textbox', { name: 'Region' }).fill('NZ');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('New Zealand');
  await dialog.getByRole('textbox', { name: 'Currency of its cards' }).fill('NZD');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add a product' }).click();
  await dialog.getByRole('combobox', { name: 'Region' }).fill('New Zea');
  await page.getByRole('option', { name: 'New Zealand (NZ)' }).click();
  await dialog.getByRole('textbox', { name: 'Face value' }).fill('50');
  expect(await lookAt(person, 'console-product-add')).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'New Zealand 50 NZD' }).waitFor();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Sell it' }).waitFor();
  expect(await lookAt(person, 'console-product-paused')).toEqual([]);
});
