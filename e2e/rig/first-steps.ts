import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runImports } from '@psnb2b/server/testkit';
import { mailTo, tokenMailedTo } from '@psnb2b/server/testkit/people';
import { expect } from 'vitest';
import { type Authenticator, joinStaff } from './acts.ts';
import type { Desk, Person } from './desk.ts';
import { fillProfile } from './fill-profile.ts';
import { visit } from './walk.ts';

const FIXTURES = join(import.meta.dirname, '../../server/src/files/fixtures');
const PRICES = `region,denomination,currency,list_price
US,20,USD,19.00
US,50,USD,47.00
US,100,USD,93.00
GB,50,USD,60.00`;
const ADA = 'admin@house.example';

export function submit(dialog: ReturnType<Person['page']['getByRole']>): Promise<void> {
  return dialog.locator('button[type=submit]').click();
}

/** Opens Today, whose guide must say this. */
export async function step(desk: Desk, person: Person, says: string): Promise<void> {
  await visit(desk, person, '/console');
  await person.page.getByText(says).waitFor();
}

/** Follows the button of the guide. */
export async function follow(desk: Desk, person: Person, act: string): Promise<void> {
  await visit(desk, person, '/console');
  await person.page.getByRole('link', { name: act }).click();
}

export async function tellCompany(desk: Desk, person: Person): Promise<void> {
  const { page } = person;
  await follow(desk, person, 'Open the company page');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Codes Wholesale');
  await page.getByLabel('Support e-mail address').fill('help@codes.example');
  await page.getByLabel('Registered name').fill('Codes Wholesale GmbH');
  await page.getByLabel('Street and number').fill('Hafenstr. 1');
  await page.getByLabel('Postal code').fill('20457');
  await page.getByLabel('City').fill('Hamburg');
  await page.getByRole('combobox', { name: 'Country' }).fill('Germany');
  await page.getByRole('option', { name: 'Germany' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
}

export async function testEmail(desk: Desk, person: Person): Promise<void> {
  const { page } = person;
  await visit(desk, person, '/console');
  await page.getByRole('button', { name: 'Send a test e-mail' }).click();
  await page.getByRole('button', { name: 'Send another one' }).waitFor();
  const mail = await mailTo(desk.shop, ADA, 'email_test');
  expect(mail?.subject).toBe('Your e-mail works');
  const token = /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? 'none';
  // The message disappears by itself, and a busy machine may still load what else is on the page.
  await page.goto(`${desk.shop.url}/console/set-up#token=${token}`, { waitUntil: 'commit' });
  await page.getByText('A test e-mail arrived.').waitFor();
  expect(page.url()).not.toContain(token);
}

export async function invite(desk: Desk, person: Person, joins: Person): Promise<Authenticator> {
  const { page } = person;
  await follow(desk, person, 'Invite somebody');
  await page.getByLabel('E-mail').fill('fay@house.example');
  await page.getByRole('combobox', { name: 'Role', exact: true }).click();
  await page.getByRole('option', { name: 'Finance' }).click();
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByText('We sent an invitation to fay@house.example.').waitFor();
  const token = await tokenMailedTo(desk.shop, 'fay@house.example');
  return joinStaff(desk, joins, `${desk.shop.url}/console/join#token=${token}`, 'Fay Finance');
}

export async function addAccount(desk: Desk, person: Person): Promise<void> {
  const { page } = person;
  await follow(desk, person, 'Add a way to pay');
  await page.getByRole('button', { name: 'Add a bank account' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a bank account' });
  await dialog.getByLabel('Account holder').fill('Codes Wholesale GmbH');
  await dialog.getByLabel('IBAN').fill('DE89370400440532013000');
  await dialog.getByLabel('BIC').fill('COBADEFFXXX');
  await dialog.getByRole('textbox', { name: 'Bank', exact: true }).fill('Example Bank');
  await dialog.getByLabel('Currency').fill('USD');
  await submit(dialog);
  await page.getByText('The method is added. A colleague confirms it.').waitFor();
}

export async function confirmAccount(desk: Desk, person: Person): Promise<void> {
  const { page } = person;
  await step(desk, person, '1 method waits for a second person');
  await visit(desk, person, '/console/deposits/methods');
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click();
  await page.getByText('The method is confirmed.').waitFor();
}

/** The first price applies at once, because nobody can buy yet. */
export async function setPrices(desk: Desk, person: Person): Promise<void> {
  const { page } = person;
  await follow(desk, person, 'Set prices');
  await page.getByText('From a file').click();
  await page.getByRole('textbox', { name: 'Prices' }).fill(PRICES);
  await page.getByRole('button', { name: 'See what changes' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('The first prices.');
  await page.getByRole('button', { name: 'Change 4 prices' }).click();
  await page.getByRole('heading', { level: 1, name: 'The first prices.' }).waitFor();
  await page.getByRole('cell', { name: 'Set', exact: true }).nth(3).waitFor();
}

export async function importCodes(desk: Desk, person: Person): Promise<void> {
  const { page } = person;
  await visit(desk, person, '/console/suppliers');
  await page.getByRole('button', { name: 'Add a supplier' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a supplier' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('First Hand');
  await submit(dialog);
  await dialog.waitFor({ state: 'detached' });
  await follow(desk, person, 'Import codes');
  const rows = Array.from({ length: 5 }, (_, row) => `US,50,FRST-${row}000-CODE,45.00\n`);
  await page.getByLabel('File of codes').setInputFiles({
    ...{ name: 'first.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(`region,denomination,code,cost\n${rows.join('')}`),
  });
  await page.getByRole('combobox', { name: 'Supplier' }).fill('First');
  await page.getByRole('option', { name: 'First Hand', exact: true }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('The file is complete and is read next.').waitFor();
  await runImports({ ...desk.shop.app, isStopping: () => false });
  await page.getByText('5 codes accepted.').waitFor();
}

export async function stateBackups(desk: Desk, person: Person): Promise<void> {
  const { page } = person;
  await visit(desk, person, '/console/set-up');
  await page.getByRole('button', { name: 'State your backups' }).click();
  const dialog = page.getByRole('dialog', { name: 'State your backups' });
  await dialog.getByLabel('Where the backups are').fill('At the bank and in the second office');
  const today = desk.clock.now().toISOString().slice(0, 'YYYY-MM-DD'.length);
  await dialog.getByLabel('Last restored as a trial on').fill(today);
  await submit(dialog);
  await page
    .getByText('At At the bank')
    .or(page.getByText('last restored as a trial on'))
    .waitFor();
}

export async function askForReview(person: Person): Promise<void> {
  const { page } = person;
  await fillProfile(person);
  for (const kind of [
    'Company registration',
    'Identity of the representative',
    'Proof of address',
  ]) {
    await page.getByRole('combobox', { name: 'Kind of document' }).click();
    await page.getByRole('option', { name: kind }).click();
    await page.getByLabel('Add a document').setInputFiles({
      ...{ name: `${kind}.pdf`, mimeType: 'application/pdf' },
      buffer: await readFile(join(FIXTURES, 'small.pdf')),
    });
    await page.getByRole('link', { name: `${kind}.pdf` }).waitFor();
  }
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByText('Submitted', { exact: true }).first().waitFor();
}

export async function approve(desk: Desk, person: Person): Promise<void> {
  const { page } = person;
  await step(desk, person, '1 business waits for your review.');
  await page.getByRole('link', { name: 'Open the reviews' }).click();
  await page.getByRole('link', { name: 'Nordlicht Handel' }).click();
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
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Approve' });
  await dialog.getByLabel('Reason, for the audit').fill('Register and identity agree.');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('The business is approved.').waitFor();
}

/** One person states the payment, the other credits it: it is more than one person may give. */
export async function deposit(desk: Desk, states: Person, credits: Person): Promise<void> {
  await visit(desk, states, '/console/deposits');
  await states.page.getByRole('button', { name: 'Record a payment' }).first().click();
  const dialog = states.page.getByRole('dialog', { name: 'Record a payment' });
  await dialog.getByRole('combobox', { name: 'Partner' }).fill('Nord');
  await states.page.getByRole('option', { name: /^Nordlicht Handel/ }).click();
  await dialog.getByRole('combobox', { name: 'Paid by' }).click();
  await states.page.getByRole('option', { name: /Example Bank/ }).click();
  await dialog.getByLabel('Reference').fill('2026112900001');
  await dialog.getByLabel('Arrived').fill('2000.00');
  await submit(dialog);
  await states.page.getByText('The payment is recorded.').waitFor();
  await visit(desk, credits, '/console/deposits');
  await credits.page.getByRole('button', { name: 'Credit', exact: true }).click();
  const credit = credits.page.getByRole('dialog', { name: /^Credit a payment/ });
  await submit(credit);
  await credits.page.getByText('The payment is credited.').first().waitFor();
}

export async function buy(desk: Desk, person: Person): Promise<void> {
  const { page } = person;
  await desk.shop.settle();
  await visit(desk, person, '/portal/buy');
  await page.getByLabel('Quantity of US 50 USD').first().fill('2');
  await page.getByRole('button', { name: 'Buy 1 line for 94.00 USD' }).click();
  await page.getByText('1 line bought.').waitFor();
}
