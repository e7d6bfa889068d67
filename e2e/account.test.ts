/**
 * Guards how people work with the portal: with the keyboard alone, with a passkey and without a password; that a page asks early for what it
 * shows, and once; and that a read-only role is shown what it cannot do, before a call is refused.
 */
import { randomUUID } from 'node:crypto';
import { tokenMailedTo } from '@psnb2b/server/testkit/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, prove, register } from './rig/acts.ts';
import { type Desk, openDesk, type Person } from './rig/desk.ts';

/** Longer than a sign-in counts as a proof. */
const PROOF_MS = 15 * 60_000;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

async function owner(): Promise<Person> {
  const person = await desk.person();
  await register(desk, person, {
    business: 'Corner Shop',
    name: 'Olga Owner',
    email: `owner-${randomUUID().slice(0, 8)}@shop.example`,
  });
  return person;
}

const heading = ({ page }: Person, name: string) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

test('keyboard shortcuts lead to their pages, and can be switched off', async () => {
  const person = await owner();
  const { page } = person;
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await heading(person, 'Support');
  await page.keyboard.press('/');
  await page.getByRole('textbox', { name: 'Search' }).fill('api k');
  await page.keyboard.press('Enter');
  await heading(person, 'API keys');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByText('Open Support').waitFor();
  await help.getByRole('switch', { name: 'Use keyboard shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await help.getByRole('switch', { name: 'Use keyboard shortcuts' }).check();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await heading(person, 'API keys');
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await heading(person, 'Business');
  expect(person.faults).toEqual([]);
});

/** Waits until everything on a page is loaded. */
const settled = (page: Person['page']) =>
  expect.poll(() => page.locator('[aria-busy="true"]').count(), { timeout: 30_000 }).toBe(0);

test('a page that is opened by its address asks once for what it shows first, before the app is there', async () => {
  const person = await owner();
  const { page } = person;
  // A stream that opens has everything read again.
  await page.route('**/portal/api/live', (route) => route.abort());
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/portal/api/')) asked.push(pathname + search);
  });
  const early = async () => {
    const text = await page.locator('meta[name=early]').getAttribute('content');
    return text?.split(' ') ?? [];
  };
  // Inside of the app the page asks by itself.
  await page.goto(`${desk.shop.url}/portal/business`);
  await heading(person, 'Business');
  const ofFrame = await early();
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await heading(person, 'Overview');
  await settled(page);
  const ofPage = new Set(asked.splice(0));
  await page.goto(`${desk.shop.url}/portal/overview`);
  await heading(person, 'Overview');
  await settled(page);
  expect(await page.evaluate('[...earlyReplies.keys()]')).toEqual([]);
  const named = await early();
  expect(named.length).toBeGreaterThan(ofFrame.length);
  expect(named.filter((each) => !ofFrame.includes(each) && !ofPage.has(each))).toEqual([]);
  expect(asked).toEqual(expect.arrayContaining(named));
  const others = asked.filter((each) => !each.endsWith('/live'));
  expect(others.toSorted()).toEqual([...new Set(others)].toSorted());
  // What the server painted has made room for the page.
  expect(await page.locator('#early').count()).toBe(0);
  await page.context().close();
});

test('a passkey signs in without a password', async () => {
  const person = await owner();
  const { page, context } = person;
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  // A network address cannot be a relying party: authenticators need a name, with a cookie of its own.
  const named = desk.shop.url.replace('127.0.0.1', 'localhost');
  await context.addCookies(
    (await context.cookies()).map(({ domain: _domain, ...cookie }) => ({
      ...cookie,
      domain: 'localhost',
    })),
  );
  await page.goto(`${named}/portal/settings/account`);
  await page.getByLabel('Name of the passkey').fill('A laptop');
  desk.clock.advance(PROOF_MS);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await prove(person, 'password');
  await page.getByRole('button', { name: 'I have saved them' }).click();
  await page.getByRole('cell', { name: 'A laptop' }).waitFor();
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await heading(person, 'Your account');
  expect(person.faults).toEqual([]);
});

test('a read-only person is shown what the role does not allow', async () => {
  const boss = await owner();
  const email = `reader-${randomUUID().slice(0, 8)}@shop.example`;
  await boss.page.getByRole('link', { name: 'Team' }).click();
  await boss.page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  desk.clock.advance(PROOF_MS);
  await boss.page.getByRole('button', { name: 'Send the invitation' }).click();
  await prove(boss, 'password');
  await boss.page.getByText(`We sent an invitation to ${email}.`).waitFor();

  const reader = await desk.person();
  const token = await tokenMailedTo(desk.shop, email);
  await reader.page.goto(`${desk.shop.url}/portal/join#token=${token}`);
  await reader.page.getByLabel('Your name').fill('Rita Reader');
  await reader.page.getByRole('textbox', { name: 'New password' }).fill(PASSWORD);
  await reader.page.getByRole('button', { name: 'Create the account' }).click();
  await heading(reader, 'Get started');
  expect(reader.page.url()).not.toContain('token');
  await reader.page.getByRole('link', { name: 'API keys' }).click();
  const issue = reader.page.getByRole('button', { name: 'Issue a test key' }).first();
  await issue.hover();
  await reader.page.getByText('Your role does not allow this; ask an owner.').first().waitFor();
  expect(await issue.getAttribute('aria-disabled')).toBe('true');
  await reader.page.getByRole('link', { name: 'Team' }).click();
  await reader.page.getByRole('cell', { name: 'Rita Reader' }).first().waitFor();
  expect(await reader.page.getByRole('button', { name: 'Send the invitation' }).count()).toBe(0);
  expect([...boss.faults, ...reader.faults]).toEqual([]);
});

test('whoever has an account in another cell goes on to the same page there, and next time sees which it was', async () => {
  const person = await desk.person();
  const { page } = person;
  const there = 'http://us.shop.invalid';
  const cells = [
    { name: 'Europe', url: desk.shop.url, isHere: true },
    { name: 'Asia', url: 'http://asia.shop.invalid', isHere: false },
    { name: 'Americas', url: there, isHere: false },
  ];
  const meta = `<meta name="cells" content="${JSON.stringify(cells).replaceAll('"', '&quot;')}" />`;
  await page.route(`${desk.shop.url}/portal/sign-in*`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: (await response.text()).replace('</head>', `${meta}</head>`),
    });
  });
  await page.route(`${there}/**`, (route) => route.fulfill({ body: 'there' }));
  const address = '/portal/sign-in?next=%2Forders';
  await page.goto(desk.shop.url + address);
  const links = () => page.getByText('These are the accounts of Europe').getByRole('link');
  await links().first().waitFor();
  expect(await links().allTextContents()).toEqual(['Asia', 'Americas']);
  await links().getByText('Americas').click();
  await page.waitForURL(there + address);
  await page.goto(desk.shop.url + address);
  await page.getByText('(where you went last)').waitFor();
  expect(await links().allTextContents()).toEqual(['Americas', 'Asia']);
});
