/**
 * Guards onboarding from the start, in a real browser: a business registers, confirms its e-mail, fills in its profile,
 * requests access; staff sign in with an authenticator, request one more document, approve and issue a key; the
 * business reveals it once, and a call with it works. Typed texts are escaped.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Authenticator, joinStaff, PASSWORD, prove, register } from './rig/acts.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import { fillProfile } from './rig/fill-profile.ts';
import { invitationToStaff } from './rig/invitation.ts';

const FIXTURES = join(import.meta.dirname, '../server/src/files/fixtures');
const BUSINESS = 'Nordlicht <b>Handel</b> & Söhne';
const HOSTILE = '<img src=x onerror="document.title=\'broken in\'"> Please let us in.';

let desk: Desk;
let partner: Person;
let staff: Person;
let authenticator: Authenticator;
const found: string[] = [];
const look = async (person: Person, name: string) => {
  found.push(...(await lookAt(person, name)));
};

beforeAll(async () => {
  desk = await openDesk();
  partner = await desk.person();
  staff = await desk.person();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('from registration to a call with a live key', { timeout: 600_000 }, async () => {
  await register(desk, partner, {
    business: BUSINESS,
    name: 'Olga Nordmann',
    email: 'olga@nordlicht.example',
  });
  await beforeApproval(partner);
  await fillProfile(partner);
  await addDocument(partner, 'Company registration');
  await addDocument(partner, 'Identity of the representative');
  await look(partner, 'portal-business-filled');
  await askForAccess(partner);
  await handIn(partner);

  await signInAsStaff();
  await openCase(staff);
  await look(staff, 'console-review');
  await askForAddress(staff);

  await answer(partner);

  await openCase(staff);
  await acceptAll(staff);
  await approve(staff);
  await issueKey(staff);
  await look(staff, 'console-review-decided');
  await readTicket(staff);
  await partner.page.goto(`${desk.shop.url}/portal`);
  await look(partner, 'portal-get-started-late');

  const key = await revealKey(partner);
  await look(partner, 'portal-key-shown');
  const reply = await desk.shop.call('GET', '/balance', { key });
  expect(reply.status).toBe(200);
  await partner.page.getByRole('button', { name: 'I have saved it' }).click();
  expect(await partner.page.getByRole('button', { name: 'Reveal the key' }).count()).toBe(0);
  expect(await partner.page.content()).not.toContain(key);
  await setTestBalance(partner);
  await look(partner, 'portal-keys-active');
  await partner.page.goto(`${desk.shop.url}/portal`);
  await partner.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();

  expect(found).toEqual([]);
  expect([...partner.faults, ...staff.faults]).toEqual([]);
});

async function setTestBalance({ page }: Person): Promise<void> {
  await page.getByText('10,000.00 USD').waitFor();
  await page.getByRole('button', { name: 'Set the test balance' }).click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByLabel('Balance, in USD');
  await field.fill('123.456');
  await dialog.getByRole('button', { name: 'Set the test balance' }).click();
  await dialog.getByText('is not an amount in USD').waitFor();
  await field.fill('123.45');
  await dialog.getByRole('button', { name: 'Set the test balance' }).click();
  await page.getByText('The test balance was set.').waitFor();
  await page.getByText('123.45 USD').waitFor();
}

/** The page of payments says what is missing, and leads there. */
async function beforeApproval({ page }: Person): Promise<void> {
  await page.goto(`${desk.shop.url}/portal/balance/top-up`);
  await page.getByRole('heading', { name: 'Your business is not approved yet' }).waitFor();
  await page.getByRole('link', { name: 'Send your business details' }).click();
  await page.waitForURL('**/portal/business');
}

async function addDocument({ page }: Person, kind: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Kind of document' }).click();
  await page.getByRole('option', { name: kind }).click();
  const isChosen = Promise.withResolvers<void>();
  const held = async (route: Route) => {
    await isChosen.promise;
    await route.continue();
  };
  await page.route('**/files', held, { times: 1 });
  await page.getByLabel('Add a document').setInputFiles({
    name: `${kind}.pdf`,
    mimeType: 'application/pdf',
    buffer: await readFile(join(FIXTURES, 'small.pdf')),
  });
  // While a file is sent, the kind of the next one is chosen; the first keeps its own.
  await page.getByRole('combobox', { name: 'Kind of document' }).click();
  await page.getByRole('option', { name: 'Other document' }).click();
  isChosen.resolve();
  await page.getByRole('row', { name: `${kind} ${kind}.pdf` }).waitFor();
}

async function askForAccess(person: Person): Promise<void> {
  const { page } = person;
  await page.goto(`${desk.shop.url}/portal/support/new?topic=api_access`);
  await page.getByLabel('Message').fill(HOSTILE);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText(HOSTILE).waitFor();
  await page.getByRole('heading', { level: 1, name: 'API Access Request' }).waitFor();
  await look(person, 'portal-ticket');
}

async function handIn({ page }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Business', exact: true }).click();
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByText('Submitted', { exact: true }).first().waitFor();
}

/** Signs in, out, and in again, as staff do every day. */
async function signInAsStaff(): Promise<void> {
  const { page } = staff;
  const link = await invitationToStaff(desk.shop, 'admin');
  authenticator = await joinStaff(desk, staff, link, 'Ada Admin');
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('admin@house.example');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Authenticator code').fill(authenticator.next());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  await look(staff, 'console-today-busy');
}

async function openCase({ page }: Person): Promise<void> {
  await page.goto(`${desk.shop.url}/console/reviews?status=submitted`);
  await page.getByRole('link', { name: BUSINESS }).click();
  await page.getByRole('heading', { level: 1, name: BUSINESS }).waitFor();
}

async function askForAddress({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Request: Proof of address' }).click();
  const noting = page.getByRole('dialog', { name: 'Request: Proof of address' });
  const finding = noting.getByLabel('What is wrong (the partner reads this)');
  await noting.getByRole('button', { name: 'Older than 3 months' }).click();
  expect(await finding.inputValue()).toBe(
    'The document is older than three months. Please send a newer one.',
  );
  await look(staff, 'console-ask-item');
  await finding.fill('A bill of the last three months.');
  await noting.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit request: Proof of address' }).waitFor();
  await page.getByRole('button', { name: 'Request information' }).click();
  const dialog = page.getByRole('dialog', { name: 'Request information' });
  await look(staff, 'console-ask');
  // What was noted is chosen and written already.
  expect(await dialog.getByLabel('Proof of address').isChecked()).toBe(true);
  expect(await dialog.getByLabel('Message to the partner').inputValue()).toBe(
    'Proof of address: A bill of the last three months.',
  );
  await dialog.getByRole('button', { name: 'Request information' }).click();
  await page.getByText('Needs information').first().waitFor();
}

async function answer(person: Person): Promise<void> {
  const { page } = person;
  await page.goto(`${desk.shop.url}/portal/business`);
  await page.getByText('Needs information').first().waitFor();
  await page.getByRole('alert').getByText('A bill of the last three months.').waitFor();
  await look(person, 'portal-business-asked');
  await addDocument(person, 'Proof of address');
  await page.getByLabel('Answer to our request').fill('Here it is.');
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByText('Submitted', { exact: true }).first().waitFor();
}

async function acceptAll({ page }: Person): Promise<void> {
  for (const item of [
    'Company data',
    'Owners and representative',
    'Company registration',
    'Identity of the representative',
    'Proof of address',
  ]) {
    await page.getByRole('button', { name: `Accept: ${item}` }).click();
    await page.getByRole('button', { name: `Undo: ${item}` }).waitFor();
  }
}

async function approve({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Approve' });
  await dialog.getByLabel('Reason, for the audit').fill('Register and identity agree.');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('The business is approved.').waitFor();
}

async function issueKey({ page }: Person): Promise<void> {
  desk.clock.advance(15 * 60_000);
  await page.getByRole('button', { name: 'Issue a key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Issue a key' });
  await look(staff, 'console-issue-key');
  await dialog.getByRole('button', { name: 'Issue a key' }).click();
  await page.getByRole('dialog', { name: 'Confirm that it is you' }).waitFor();
  await look(staff, 'console-step-up');
  await prove(staff, authenticator);
  await page.getByText('Pending').waitFor();
}

/** Expects that what people typed is escaped where staff read it. */
async function readTicket({ page }: Person): Promise<void> {
  await page.goto(`${desk.shop.url}/console/tickets?view=all`);
  await page.getByRole('link', { name: 'API Access Request' }).click();
  await page.getByText(HOSTILE).waitFor();
}

async function revealKey(person: Person): Promise<string> {
  const { page } = person;
  await page.goto(`${desk.shop.url}/portal/developers/keys`);
  await look(person, 'portal-keys-unseen');
  await page.getByRole('button', { name: 'Reveal the key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reveal the key' });
  await dialog.getByRole('button', { name: 'Reveal the key' }).click();
  await prove(partner, 'password');
  const key = await page.getByRole('status', { name: 'Your new key' }).textContent();
  return key ?? '';
}
