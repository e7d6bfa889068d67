/**
 * Guards how staff work off a queue, in a real browser and with the keyboard alone: from decision to decision in the list as it was, with nothing
 * done by one key; several at once, each on its own; and two people on one case, of whom the second sees what happened.
 */
import type { Claim, Order, StaffRole } from '@psnb2b/contract';
import {
  bodyOf,
  buy,
  file,
  parseId,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '@psnb2b/server/testkit';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { focusFault, isFocused } from './rig/by-keyboard.ts';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

vi.setConfig({ testTimeout: 120_000 });

let desk: Desk;
let key: string;
let partnerId: string;
let owner: Visitor;
let adaVisitor: Visitor;
let ada: Person;
let sam: Person;
beforeAll(async () => {
  desk = await openDesk();
  const { shop } = desk;
  await shop.stock({ codes: 60 });
  const business = await signUp(shop, 'Nordlicht Handel');
  owner = business.visitor;
  partnerId = parseId('prt', business.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '5000.00');
  key = (await shop.key(partnerId)).text;
  [adaVisitor, ada] = await join('admin');
  [, sam] = await join('admin');
}, 120_000);
afterAll(() => desk[Symbol.asyncDispose]());

async function join(role: StaffRole): Promise<[Visitor, Person]> {
  const { visitor } = await staff(desk.shop, role);
  await stepUp(desk.clock, visitor);
  return [visitor, await comeIn(desk, visitor)];
}

async function claimed(): Promise<string> {
  const { order, codes } = await buy(desk.shop, key, 1);
  return (await file(desk.shop, key, order.id, [codes[0]?.id])).body.id;
}

async function waiting(quantity: number, reference: string): Promise<string> {
  // One after the other, also for a list by age.
  desk.clock.advance(1_000);
  await desk.shop.change(partnerId, { approvalLimit: 0 });
  const body = { region: 'US', denomination: 50, quantity, reference };
  const { id } = (await desk.shop.call<Order>('POST', '/orders', { key, body })).body;
  await desk.shop.change(partnerId, { approvalLimit: null });
  return id;
}

async function open({ page }: Person, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(desk.shop.url + path);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

const statusOf = async (id: string) =>
  (await desk.shop.call<Claim>('GET', `/claims/${id}`, { key })).body.status;
const orderStatus = async (id: string) =>
  (await desk.shop.call<Order>('GET', `/orders/${id}`, { key })).body.status;

test('ten claims are decided by keyboard alone, one after the other, and each stays in its place', async () => {
  const ids: string[] = [];
  for (let each = 0; each < 10; each += 1) ids.push(await claimed());
  const { page } = ada;
  await stepUp(desk.clock, adaVisitor);
  await open(ada, '/console', 'Today');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.waitForURL(/waiting=us/);
  await page.getByText('1–10 of 10').waitFor();
  await page.keyboard.press('j');
  expect(await focusFault(page)).toBeNull();
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { level: 1, name: 'Claim of Nordlicht Handel' });
  const dialog = page.getByRole('dialog');
  const button = dialog.getByRole('button', { name: 'Decide now' });
  const ready = async () => {
    await dialog.getByText('You may decide this alone.').waitFor();
    await expect.poll(() => isFocused(page, button)).toBe(true);
  };
  let rejected = '';
  for (let index = 0; index < 10; index += 1) {
    await page.getByText(`${index + 1} of 10`, { exact: true }).waitFor();
    const id = page.url().split('/').at(-1) ?? ''; // nothing: it has an end.
    await heading.waitFor();
    await expect.poll(() => isFocused(page, heading)).toBe(true);
    // Neither the key alone nor leaving the sheet does anything.
    await page.keyboard.press('a');
    await ready();
    if (index === 0) {
      expect(await lookAt(ada, 'console-queue-sheet')).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await statusOf(id)).toBe('open');
      await page.keyboard.press('a');
      await ready();
    }
    if (index === 1) {
      rejected = id;
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await page.keyboard.press('r');
      await dialog.getByRole('textbox').waitFor();
      await page.keyboard.type('It was redeemed by its buyer.');
      await page.keyboard.press('Control+Enter');
    } else {
      await page.keyboard.press('Enter');
    }
    if (index < 9)
      await page
        .getByText(`${index + 2} of 10: Claim of`)
        .first()
        .waitFor();
  }
  await page.getByText('It was the last one of this list.').waitFor();
  for (const id of ids) {
    expect(await statusOf(id)).toBe(id === rejected ? 'rejected' : 'approved');
  }
  expect(await lookAt(ada, 'console-queue-last')).toEqual([]);
  // Back leads to the list, to the row that was open.
  await page.goBack();
  await page.getByText('10 done or gone').waitFor();
  const rows = page.locator('tbody tr');
  expect(await rows.count()).toBe(10);
  await expect.poll(() => isFocused(page, rows.nth(9).getByRole('link').first())).toBe(true);
  expect(await lookAt(ada, 'console-queue-done')).toEqual([]);
  expect(await desk.shop.verify()).toEqual([]);
  expect(ada.faults).toEqual([]);
});

test('a large order is approved by keyboard, from the palette, and the list of keys names it', async () => {
  const first = await waiting(9, 'PO-1');
  const second = await waiting(3, 'PO-2');
  const { page } = ada;
  await stepUp(desk.clock, adaVisitor);
  await open(ada, '/console/orders', 'Orders');
  await page.waitForURL(/queue=approval/);
  await page.getByText('1–2 of 2').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByText('1 of 2', { exact: true }).waitFor();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByText('Approve', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+K');
  await page.getByRole('textbox', { name: 'Search' }).fill('approve');
  await page.getByRole('button', { name: /^Approve.*On this page/ }).waitFor();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Approve' });
  const focused = (name: string) =>
    expect.poll(() => isFocused(page, sheet.getByRole('button', { name }))).toBe(true);
  await sheet.getByText('9 codes of PSN-US-50 are delivered now').waitFor();
  await focused('Approve');
  expect(await orderStatus(first)).toBe('pending');
  await page.keyboard.press('Enter');
  await page.getByText('2 of 2', { exact: true }).waitFor();
  expect(await orderStatus(first)).toBe('delivered');
  await page.keyboard.press('[');
  await page.getByText('1 of 2', { exact: true }).waitFor();
  await page.keyboard.press(']');
  await page.getByText('2 of 2', { exact: true }).waitFor();
  await page.keyboard.press('a');
  await sheet.getByText('3 codes').waitFor();
  await focused('Approve');
  await page.keyboard.press('Enter');
  await page.getByText('It was the last one of this list.').waitFor();
  expect(await orderStatus(second)).toBe('delivered');
  expect(ada.faults).toEqual([]);
});

test('two people on one order: the second sees what happened, and nothing of theirs is carried out', async () => {
  const [first, second] = [await waiting(2, 'PO-3'), await waiting(1, 'PO-7')];
  await stepUp(desk.clock, adaVisitor);
  const approve = async (id: string) => {
    await open(ada, `/console/orders/${id}`, /PSN-US-50/);
    await ada.page.keyboard.press('a');
    const sheet = ada.page.getByRole('dialog', { name: 'Approve' });
    await expect
      .poll(() => isFocused(ada.page, sheet.getByRole('button', { name: 'Approve' })))
      .toBe(true);
    await ada.page.keyboard.press('Enter');
    await ada.page.getByText('Approved. The codes are delivered.').first().waitFor();
  };
  // The second is about to refuse it.
  const { page } = sam;
  await open(sam, `/console/orders/${first}`, /PSN-US-50/);
  await page.keyboard.press('r');
  const sheet = page.getByRole('dialog', { name: 'Refuse' });
  await sheet.getByRole('textbox').fill('We could not reach you.');
  await approve(first);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').getByText('A admin approved this order at').waitFor();
  await sheet.waitFor({ state: 'detached' });
  expect(await orderStatus(first)).toBe('delivered');
  // The second only reads it.
  await open(sam, `/console/orders/${second}`, /PSN-US-50/);
  await page.getByRole('button', { name: 'Refuse' }).waitFor();
  await approve(second);
  await page.getByRole('alert').getByText('Somebody else decided this order').waitFor();
  expect(await lookAt(sam, 'console-queue-overtaken')).toEqual([]);
  await page.keyboard.press('r');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

/** Once all is done, the focus is on the button that leaves. */
const resultsAreThere = (sheet: Locator) =>
  expect
    .poll(() => isFocused(ada.page, sheet.getByRole('button', { name: 'Close' }).last()))
    .toBe(true);

test('ticked orders are approved together: what another person decided meanwhile is refused and leaves the list', async () => {
  const ids = [await waiting(1, 'PO-4'), await waiting(2, 'PO-5'), await waiting(1, 'PO-6')];
  const { page } = ada;
  await stepUp(desk.clock, adaVisitor);
  await open(ada, '/console/orders?queue=approval&sort=oldest', 'Orders');
  await page.getByText('1–3 of 3').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await page.getByText('3 rows ticked').waitFor();
  expect(await lookAt(ada, 'console-bulk-ticked')).toEqual([]);
  await page.keyboard.press('a');
  const sheet = page.getByRole('dialog', { name: 'Approve' });
  await sheet.getByText('3 orders with 4 codes').waitFor();
  const approve = sheet.getByRole('button', { name: 'Approve 3 orders' });
  await expect.poll(() => isFocused(page, approve)).toBe(true);
  expect(await lookAt(ada, 'console-bulk-sheet')).toEqual([]);
  const { status } = await adaVisitor.post(`/orders/${ids[1]}/refuse`, { reason: 'Too soon.' });
  expect(status).toBe(200);
  await approve.press('Enter');
  await sheet.getByText('2 of 3 done').waitFor();
  const results = sheet.getByRole('list', { name: 'Results' }).getByRole('listitem');
  await results
    .first()
    .getByText(/PO-5.*refused, and no longer in this list/)
    .waitFor();
  await resultsAreThere(sheet);
  expect(await lookAt(ada, 'console-bulk-result')).toEqual([]);
  expect(await Promise.all(ids.map(orderStatus))).toEqual(['delivered', 'failed', 'delivered']);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  expect(ada.faults.filter((fault) => !fault.includes('409'))).toEqual([]);
});

test('what was done is no longer ticked where it stays in the list, and says so: nobody is written to twice', async () => {
  const { page } = ada;
  for (const subject of ['Opening hours', 'Holidays']) {
    await bodyOf(desk.clock, owner.post('/tickets', { topic: 'other', subject, text: 'When?' }));
  }
  await stepUp(desk.clock, adaVisitor);
  await open(ada, '/console/tickets?status=open', 'Tickets');
  const rows = page.locator('tbody tr');
  // A box that was ticked has the focus, and keys work there, too.
  await page.getByRole('checkbox', { name: 'Tick all rows' }).check();
  await page.keyboard.press('m');
  const sheet = page.getByRole('dialog', { name: 'Assign' });
  await sheet.getByRole('button', { name: /^Assign \d tickets$/ }).press('Enter');
  await sheet.getByText(/^(\d) of \1 done$/).waitFor();
  await resultsAreThere(sheet);
  await page.keyboard.press('Enter');
  await page.locator('[data-bulk]').waitFor({ state: 'detached' });
  expect(await page.locator('tbody input:checked').count()).toBe(0);
  expect(await page.getByText('Assigned to A admin.').count()).toBe(await rows.count());
});
