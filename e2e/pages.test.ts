/**
 * Guards what people see: every page of both apps opens in a real browser, axe finds nothing on it in
 * light and dark, at 1440 and at 360 px, nothing sticks out, no page asks anybody but us, and the page
 * policy stops nothing. SCREENSHOTS=folder keeps a picture of each.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinStaff, register } from './rig/acts.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import { invitationToStaff } from './rig/invitation.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.shop.stock({ codes: 3 });
});
afterAll(() => desk[Symbol.asyncDispose]());

/** Opens an address of an app and waits for its heading. */
async function open({ page }: Person, path: string, heading: string): Promise<void> {
  await page.goto(desk.shop.url + path);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await expect.poll(() => page.locator('[aria-busy="true"]').count(), { timeout: 30_000 }).toBe(0);
}

describe('for everybody', () => {
  test.each([
    ['home', '/', 'PlayStation Store gift cards, by API.'],
    ['portal-sign-in', '/portal/sign-in', 'Sign in'],
    ['portal-sign-up', '/portal/sign-up', 'Register your business'],
    ['portal-forgot', '/portal/forgot-password', 'Reset the password'],
    ['portal-nowhere', '/portal/nowhere', 'There is no such page'],
    ['console-sign-in', '/console/sign-in', 'Sign in'],
  ])('%s', async (name, path, heading) => {
    const person = await desk.person();
    await open(person, path, heading);
    expect(await lookAt(person, name)).toEqual([]);
    expect(person.faults).toEqual([]);
    await person.context.close();
  });
});

test('the portal', async () => {
  const person = await desk.person();
  await register(desk, person, {
    business: 'Nordlicht Handel & Söhne',
    name: 'Olga Nordmann',
    email: 'olga@nordlicht.example',
  });
  const found: string[] = [];
  for (const [name, path, heading] of [
    ['portal-get-started', '/portal', 'Get started'],
    ['portal-overview', '/portal/overview', 'Overview'],
    ['portal-business', '/portal/business', 'Business'],
    ['portal-claims-none', '/portal/claims', 'Claims'],
    ['portal-claim-new', '/portal/claims/new', 'File a claim'],
    ['portal-tickets', '/portal/support', 'Support'],
    ['portal-new-ticket', '/portal/support/new?topic=webhook_registration', 'New ticket'],
    ['portal-keys', '/portal/developers/keys', 'API keys'],
    ['portal-team', '/portal/settings/team', 'Team'],
    ['portal-account', '/portal/settings/account', 'Your account'],
    ['portal-notifications', '/portal/notifications', 'Notifications'],
  ] as const) {
    await open(person, path, heading);
    found.push(...(await lookAt(person, name)));
  }
  found.push(...(await lookAtWhatOpens(person)));
  expect(found).toEqual([]);
  expect(person.faults).toEqual([]);
});

/** What stands over a page: palette, help, menu, and the navigation of a small screen. */
async function lookAtWhatOpens(person: Person): Promise<string[]> {
  const { page } = person;
  const found: string[] = [];
  await page.keyboard.press('/');
  await page.getByRole('textbox', { name: 'Search' }).waitFor();
  found.push(...(await lookAt(person, 'portal-palette')));
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Search' }).waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  found.push(...(await lookAt(person, 'portal-help')));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menu').waitFor();
  found.push(...(await lookAt(person, 'portal-menu')));
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 360, height: 900 });
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Support' }).click();
  await page.getByRole('heading', { level: 1, name: 'Support' }).waitFor();
  return found;
}

test('the console', async () => {
  const person = await desk.person();
  await joinStaff(desk, person, await invitationToStaff(desk.shop, 'admin'), 'Ada Admin');
  const found: string[] = [];
  for (const [name, path, heading] of [
    ['console-today', '/console', 'Today'],
    ['console-reviews', '/console/reviews', 'Reviews'],
    ['console-tickets', '/console/tickets', 'Tickets'],
    ['console-answers', '/console/tickets/answers', 'Canned answers'],
    ['console-partners', '/console/partners', 'Partners'],
    ['console-audit', '/console/audit', 'Audit'],
    ['console-emails', '/console/emails', 'E-mail'],
    ['console-staff', '/console/staff', 'Staff'],
    ['console-account', '/console/account', 'Your account'],
    ['console-notifications', '/console/notifications', 'Notifications'],
  ] as const) {
    await open(person, path, heading);
    found.push(...(await lookAt(person, name)));
  }
  expect(found).toEqual([]);
  expect(person.faults).toEqual([]);
});
