/**
 * Guards the codes of an order in a real browser: one is revealed and copied, and is hidden again by itself; the others are
 * returned or claimed from where they are ticked, with a screenshot; what replaces them arrives on the open page and is revealed there; the receipt of the reading is checked in the browser; an order is found by one of
 * its codes. No code stays in the page, its address or its storage.
 */
import type { MaskedCode, Order } from '@psnb2b/contract';
import { decide, parseId, signUp, stepUp } from '@psnb2b/server/testkit';
import { pngOf } from '@psnb2b/server/testkit/png';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

let desk: Desk;
let partner: Person;
let order: Order;
let codes: readonly MaskedCode[];
let texts: readonly string[];
let partnerId: string;
beforeAll(async () => {
  desk = await openDesk();
  const { shop } = desk;
  ({ codes: texts } = await shop.stock({ codes: 8 }));
  const made = await signUp(shop, 'Nordlicht Handel');
  partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '300.00');
  const key = (await shop.key(partnerId)).text;
  const body = { region: 'US', denomination: 50, quantity: 4, reference: 'PO-7' };
  order = (await shop.call<Order>('POST', '/orders', { key, body })).body;
  await stepUp(desk.clock, made.visitor);
  const listed = await made.visitor.get<{ data: MaskedCode[] }>(`/orders/${order.id}/codes`);
  codes = listed.body.data;
  partner = await comeIn(desk, made.visitor);
});
afterAll(() => desk[Symbol.asyncDispose]());

test('reveal one, copy it, see it hidden again; return one; verify the receipt; claim another from its tick', async () => {
  const { page, context } = partner;
  const act = (name: string) => page.getByRole('button', { name, exact: true });
  const tick = (number: number) =>
    page.getByRole('checkbox', { name: `Choose code ${number}`, exact: true });
  const onScreen = async () => {
    const text = await page.locator('main').innerText();
    return texts.filter((code) => text.includes(code));
  };
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.clock.install();
  await page.goto(`${desk.shop.url}/portal/orders/${order.id}`);
  await act('Reveal code 2').click();
  await page.getByText('is recorded with your name').waitFor();
  await act('Reveal 1 code').click();
  await page.getByText('Codes are hidden again').waitFor();
  const [shown = ''] = await onScreen();
  expect(await onScreen()).toHaveLength(1);
  await act('Copy 1 code').click();
  await page.getByText('Clear your clipboard').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(shown);
  const found = await lookAt(partner, 'portal-order-revealed');
  await page.clock.fastForward(121_000);
  await page.getByText('Codes are hidden again').waitFor({ state: 'detached' });
  expect(await onScreen()).toEqual([]);

  await tick(1).check();
  await act('Return 1 code').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('47.00 USD').waitFor();
  found.push(...(await lookAt(partner, 'portal-order-return')));
  await dialog.getByRole('button', { name: 'Return 1 code' }).click();
  await page.getByText('Returned', { exact: true }).waitFor();

  await act('Verify').click();
  await page.getByText('This receipt is genuine').waitFor();
  found.push(...(await lookAt(partner, 'portal-order-verified')));
  expect(
    await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])'),
  ).not.toContain(shown);
  expect(await page.content()).not.toContain(shown);
  expect(page.url() + (await page.title())).not.toContain(shown);

  await tick(3).check();
  await tick(4).check();
  await act('Claim 2 codes').click();
  await page.getByText('2 codes chosen').waitFor();
  for (const { id } of codes.slice(2))
    expect(await page.getByRole('checkbox', { name: id }).isChecked()).toBe(true);
  await page
    .locator('input')
    .and(page.getByLabel('Order', { exact: true }))
    .fill('PO-7');
  await page.getByText('PSN-US-50').first().waitFor();
  await page.getByLabel('Invalid').check();
  await page.getByLabel('What happened').fill('The store refuses them.');
  found.push(...(await lookAt(partner, 'portal-claim-from-ticked')));
  await act('File the claim').click();
  await page.getByRole('heading', { level: 1, name: 'Invalid · 2 codes' }).waitFor();
  const claim = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const screenshot = { name: 'store.png', mimeType: 'image/png', buffer: pngOf(40, 20) };
  await page.getByLabel('Add evidence').setInputFiles(screenshot);
  await page.getByText('Provided', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'PO-7' }).click();
  await page.getByRole('link', { name: 'Claimed' }).nth(1).waitFor();

  await decide(desk.shop, claim, 'replaced');
  await page.getByText('Replaced', { exact: true }).nth(1).waitFor();
  const reveals = page.getByRole('button', { name: /^Reveal code \d+$/ });
  await reveals.nth(2).click();
  await page.getByText('Codes are hidden again').waitFor();
  const [replacement = ''] = await onScreen();
  expect(replacement).not.toBe(shown);
  expect(await onScreen()).toHaveLength(1);
  found.push(...(await lookAt(partner, 'portal-order-replaced')));
  await page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    delete document.visibilityState;
  `);
  await page.getByText('Codes are hidden again').waitFor({ state: 'detached' });
  expect(await onScreen()).toEqual([]);

  await page.goto(`${desk.shop.url}/portal/orders`);
  await page.getByRole('link', { name: 'Find a code' }).click();
  const box = page.getByRole('textbox', { name: 'Code, or its id' });
  await box.fill('ZZZZ-ZZZZ-ZZZZ');
  await act('Find').click();
  await page.getByText('You have no such code').waitFor();
  found.push(...(await lookAt(partner, 'portal-code-unknown')));
  await box.fill(shown.toLowerCase().replaceAll('-', ' '));
  await box.press('Enter');
  await page.getByRole('region', { name: 'Found' }).getByText('PSN-US-50').waitFor();
  found.push(...(await lookAt(partner, 'portal-code-found')));
  expect(await box.inputValue()).toBe('');
  expect(page.url()).not.toContain(shown);
  await page.getByRole('link', { name: 'PO-7' }).click();
  await page.getByText('Replaced', { exact: true }).first().waitFor();
  expect(found).toEqual([]);
  expect(partner.faults).toEqual([]);
});

test('the address of a list has all of its view: filter, order, page size and place', async () => {
  const { page } = partner;
  const { text: key } = await desk.shop.key(partnerId, { mode: 'test' });
  const body = { region: 'US', denomination: 50, quantity: 1 };
  for (let count = 1; count <= 53; count += 1) {
    // Ids of one millisecond have a random order.
    desk.clock.advance(1);
    const numbered = { ...body, reference: `T-${String(count).padStart(2, '0')}` };
    const { status } = await desk.shop.call('POST', '/orders', { key, body: numbered });
    expect(status).toBe(201);
  }
  await page.goto(`${desk.shop.url}/portal/orders?mode=test`);
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Delivered' }).click();
  await page.waitForURL(/status=delivered/);
  await page.keyboard.press('Escape');
  // In one turn: neither change undoes the other.
  const head = await page.getByRole('button', { name: 'Ordered' }).elementHandle();
  await page.getByLabel('Rows of a page').evaluate((select, other) => {
    (other as unknown as { click(): void }).click();
    Object.assign(select, { value: '50' });
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }, head);
  await page.waitForURL(/(?=.*sort=oldest)(?=.*size=50)(?=.*status=delivered)/);
  await page.getByText('1–50 of 53').waitFor();
  await page.getByText('T-01').waitFor();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  const isThere = async () => {
    // Opened by its address alone, the page does not know how many are before it.
    await page.getByText(/^(51–53 )?of 53$/).waitFor();
    for (const name of ['T-51', 'T-52', 'T-53']) await page.getByText(name).waitFor();
    expect(await page.getByRole('row').count()).toBe(4);
    expect(await page.getByLabel('Rows of a page').inputValue()).toBe('50');
    expect(
      await page.getByRole('columnheader', { name: 'Ordered' }).getAttribute('aria-sort'),
    ).toBe('ascending');
    await page.locator('[data-with-remove]', { hasText: 'Delivered' }).waitFor();
  };
  await isThere();
  const address = page.url();
  await page.reload();
  await isThere();
  await page.getByRole('link', { name: 'T-52' }).click();
  await page.waitForURL('**/portal/orders/ord_*');
  await page.goBack();
  await isThere();
  expect(page.url()).toBe(address);
  const other = await partner.context.newPage();
  await other.goto(address);
  await other.getByText('T-53').waitFor();
  await other.close();
});
