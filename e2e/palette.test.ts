/**
 * Guards the palette of both apps in a real browser: it opens from a field, too, and finds things of every kind; what is typed into it is in no
 * address and in no history, and Enter looks a code up; axe finds nothing on it, nor on the list of keys and the menu of the account, which
 * has the focus on its button again once it is closed. What is built when somebody points at it is there then.
 */
import type { Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tabTo } from './rig/by-keyboard.ts';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import { furnish } from './rig/furnish.ts';
import type { App } from './rig/page-table.ts';

let desk: Desk;
/** The signed-in people of each app. */
const inside = {} as Record<App, Person>;
/** The id of one thing of each kind, by the first word of its address. */
const ids: Record<App, Record<string, string>> = { portal: {}, console: {} };

beforeAll(async () => {
  desk = await openDesk({ ALLOW_PRIVATE_WEBHOOKS: 'true' });
  const furnished = await furnish(desk);
  Object.assign(ids, furnished.ids);
  inside.portal = await comeIn(desk, furnished.owner);
  inside.console = await comeIn(desk, furnished.admin);
});
afterAll(() => desk[Symbol.asyncDispose]());

async function open({ page }: Person, address: string): Promise<void> {
  await page.goto(desk.shop.url + address);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

test('palette, help and menu', async () => {
  const person = inside.portal;
  const { page } = person;
  await open(person, '/portal');
  await page.keyboard.press('/');
  await page.getByRole('textbox', { name: 'Search' }).waitFor();
  const box = page.getByRole('textbox', { name: 'Search' });
  for (const [typed, title, line] of [
    ['o-1042', 'PO-1042', 'Waiting'],
    ['NING HOU', 'Opening hours', 'With our staff'],
    ['6-00001', '2026-00001', 'Invoice'],
    ['124000', '2026112400017', 'Payment'],
    [ids.portal.orders ?? '', 'Order', 'ord_'],
    ['ABCD-EF12-GH34', 'Look up this code', 'when you press Enter'],
  ] as const) {
    await box.fill(typed);
    await page.getByRole('button', { name: new RegExp(`${title}.*${line}`) }).waitFor();
  }
  expect(await lookAt(person, 'portal-palette-found')).toEqual([]);
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  expect(await lookAt(person, 'portal-help')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menu').waitFor();
  expect(await lookAt(person, 'portal-menu')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Your account');
});

test('a time shows UTC while a mouse points at it, until Escape', async () => {
  const { page } = inside.portal;
  await open(inside.portal, `/portal/orders/${ids.portal.orders}`);
  const hint = page.getByRole('tooltip', { name: 'UTC' });
  const time = page.locator('main time').first();
  await time.hover();
  await hint.waitFor();
  await page.keyboard.press('Escape');
  await hint.waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1 }).hover();
  await time.hover();
  await hint.waitFor();
  await page.getByRole('heading', { level: 1 }).hover();
  await hint.waitFor({ state: 'detached' });
});

test('by keyboard, one switch shows all times in UTC and is kept; no time is a stop of Tab', async () => {
  const { page } = inside.portal;
  await open(inside.portal, '/portal/balance');
  const times = page.locator('main time');
  await times.first().waitFor();
  expect(await times.evaluateAll((all) => all.filter((each) => each.tabIndex >= 0).length)).toBe(0);
  const utc = page.getByRole('button', { name: 'Times in UTC' });
  expect(await tabTo(page, utc)).toEqual([]);
  await page.keyboard.press('Enter');
  const inUtc = times.filter({ hasText: /^\d{4}-\d\d-\d\d( \d\d:\d\d)? UTC$/ });
  await inUtc.first().waitFor();
  await page.reload();
  await inUtc.first().waitFor();
  expect(await utc.getAttribute('aria-pressed')).toBe('true');
  expect(await lookAt(inside.portal, 'portal-utc')).toEqual([]);
  // The same from the menu, which every screen has, and by a key.
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Times in UTC' }).click();
  expect(await utc.getAttribute('aria-pressed')).toBe('false');
  await page.keyboard.press('u');
  expect(await utc.getAttribute('aria-pressed')).toBe('true');
  await page.keyboard.press('u');
});

const CODE = 'KQ7X-M2V9-P4TW';

test.each([
  ['portal', '/orders'],
  ['portal', '/balance'],
  ['portal', '/claims'],
  ['console', '/orders'],
  ['console', '/claims'],
  ['console', '/partners'],
] as const)(
  'a code that is typed into a filter of %s%s is sent nowhere, until it is looked up in a body',
  async (app, path) => {
    const person = inside[app];
    const { page } = person;
    await open(person, `/${app}${path}`);
    const asked: Request[] = [];
    const note = (request: Request) => asked.push(request);
    page.on('request', note);
    const filter = page.getByRole('searchbox').first();
    await filter.fill(CODE);
    await page.getByText('This looks like a code.').waitFor();
    expect(page.url()).not.toContain(CODE);
    if (path === '/orders') expect(await lookAt(person, `${app}-code-in-filter`)).toEqual([]);
    // Nor is a part of it, while it is typed with pauses.
    await filter.fill(CODE.slice(0, -1));
    await page.getByText('This looks like a code.').waitFor();
    // Something else is searched for, and a code only by somebody who says that it is none.
    await filter.fill('PO-1042');
    await page.getByText('This looks like a code.').waitFor({ state: 'detached' });
    await page.waitForURL(/PO-1042/);
    await filter.fill(CODE);
    const answered = page.waitForResponse(/codes\/lookup/);
    await page.getByRole('button', { name: 'Look up the code' }).click();
    await page.getByRole('heading', { level: 1, name: 'Find a code' }).waitFor();
    expect((await answered).request().method()).toBe('POST');
    page.off('request', note);
    expect(asked.length).toBeGreaterThan(1);
    for (const each of [...asked.map((request) => request.url()), page.url()]) {
      expect(each.toUpperCase()).not.toContain('KQ7X');
    }
    // What was not found is nothing to lose: nobody is asked before they leave.
    await expect.poll(() => page.getByRole('textbox', { name: /code/i }).inputValue()).toBe(CODE);
    await page.getByRole('link', { name: 'Orders', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  },
);

test('the palette of the console', async () => {
  const person = inside.console;
  const { page } = person;
  await open(person, '/console');
  await page.keyboard.press('Control+K');
  const box = page.getByRole('textbox', { name: 'Search' });
  await box.waitFor();
  for (const [typed, title, line] of [
    ['rdlicht h', 'Nordlicht', 'prt_'],
    ['o-1042', 'PO-1042', 'Nordlicht'],
    ['NING HOU', 'Opening hours', 'Nordlicht'],
    ['new inc', 'Open an incident', ''],
    [ids.console.orders ?? '', 'Order', 'ord_'],
    ['ABCD-EF12-GH34', 'Look up this code', 'when you press Enter'],
  ] as const) {
    await box.fill(typed);
    await page
      .getByRole('button', { name: new RegExp(`${title}.*${line}`) })
      .first()
      .waitFor();
  }
  await box.fill('e');
  await box.fill('nord');
  await page.getByRole('button', { name: /Nordlicht.*prt_/ }).waitFor();
  expect(await lookAt(person, 'console-palette-found')).toEqual([]);
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  expect(await lookAt(person, 'console-help')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('c');
  await page.keyboard.press('i');
  await page.getByRole('heading', { level: 1, name: 'Open an incident' }).waitFor();
});

test.each(['portal', 'console'] as const)(
  'a code that is typed into the palette of the %s is in no address, and Enter looks it up',
  async (webApp) => {
    const { page } = inside[webApp];
    const addresses: string[] = [];
    const note = (request: Request) => addresses.push(request.url());
    page.on('request', note);
    await open(inside[webApp], `/${webApp}`);
    await page.keyboard.press('Control+K');
    const box = page.getByRole('textbox', { name: 'Search' });
    for (const part of ['KQ7X-M2', 'KQ7X-M2V9-P4T', 'KQ7X-M2V9-P4TW']) {
      const answered = page.waitForResponse((reply) => reply.url().endsWith('/search'));
      await box.fill(part);
      await answered;
    }
    await page.getByRole('button', { name: /Look up this code/ }).waitFor();
    const answered = page.waitForResponse((reply) => reply.url().includes('/codes/lookup'));
    await page.keyboard.press('Enter');
    expect((await answered).status()).toBe(404);
    await page.getByRole('heading', { level: 1, name: 'Find a code' }).waitFor();
    const kept = await page.evaluate<string>('location.href + JSON.stringify(history.state)');
    page.off('request', note);
    expect(addresses.length).toBeGreaterThan(3);
    for (const each of [...addresses, kept]) expect(each.toUpperCase()).not.toContain('KQ7X');
    await page.getByRole('textbox', { name: /code/i }).fill('');
  },
);
