/**
 * Guards the first run in a real browser: a shop without any data is set up, stocked and opened without leaving the browser, by the two
 * people whom it needs, until a partner has bought; on the way the guide says what is missing.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runImports } from '@psnb2b/server/testkit';
import { mailTo, tokenMailedTo } from '@psnb2b/server/testkit/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinStaff, register } from './rig/acts.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import { invitationToStaff } from './rig/invitation.ts';

const FIXTURES = join(import.meta.dirname, '../server/src/files/fixtures');
const ADA = 'admin@house.example';

let desk: Desk;
let ada: Person;
let fay: Person;
let olga: Person;
const found: string[] = [];
const look = async (person: Person, name: string) => {
  found.push(...(await lookAt(person, name)));
};

beforeAll(async () => {
  // Nobody listens there: the e-mails are read where they wait.
  desk = await openDesk({ SMTP_URL: 'smtp://127.0.0.1:9' }, { prices: null });
  [ada, fay, olga] = [await desk.person(), await desk.person(), await desk.person()];
  for (const each of [ada, fay, olga]) each.context.setDefaultTimeout(12_000);
});
afterAll(() => desk[Symbol.asyncDispose]());

test('from an empty shop to the first sale', { timeout: 600_000 }, async () => {
  await joinStaff(desk, ada, await invitationToStaff(desk.shop, 'admin'), 'Ada Admin');
  await step(ada, 'Missing before anyone can buy: a price, stock, a way to pay');
  await look(ada, 'console-today-empty');
  await stranger('No product has a price at present.');

  await tellCompany(ada);
  await testEmail(ada);
  await invite(ada);
  await addAccount(ada);
  await confirmAccount(fay);
  await setPrices(ada);
  await importCodes(ada);
  await stateBackups(ada);
  await step(ada, 'Missing before anyone can buy: an approved partner.');
  await look(ada, 'console-today-nearly');

  await register(desk, olga, {
    ...{ business: 'Nordlicht Handel', name: 'Olga Nordmann', email: 'olga@nordlicht.example' },
  });
  await askForReview(olga);
  await approve(ada);
  await ada.page.goto(`${desk.shop.url}/console`);
  await ada.page.getByText('This shop is ready to sell.').waitFor();

  await deposit(fay, ada);
  await buy(olga);
  await ada.page.goto(`${desk.shop.url}/console`);
  await ada.page.getByRole('heading', { name: 'Waiting now' }).waitFor();
  expect(await ada.page.getByText('This shop is ready to sell.').count()).toBe(0);

  expect(found).toEqual([]);
  expect([...ada.faults, ...fay.faults, ...olga.faults]).toEqual([]);
  expect(await desk.shop.verify()).toEqual([]);
});

function submit(dialog: ReturnType<Person['page']['getByRole']>): Promise<void> {
  return dialog.locator('button[type=submit]').click();
}

/** Opens Today, whose guide must say this. */
async function step({ page }: Person, says: string): Promise<void> {
  await page.goto(`${desk.shop.url}/console`);
  await page.getByText(says).waitFor();
}

async function stranger(says: string): Promise<void> {
  await desk.shop.settle();
  const home = await (await fetch(desk.shop.url)).text();
  expect(home).toContain(says);
  expect(home).not.toContain('sold out');
}

/** Follows the button of the guide. */
async function follow({ page }: Person, act: string): Promise<void> {
  await page.goto(`${desk.shop.url}/console`);
  await page.getByRole('link', { name: act }).click();
}

async function tellCompany(person: Person): Promise<void> {
  const { page } = person;
  await follow(person, 'Open the company page');
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

async function testEmail({ page }: Person): Promise<void> {
  await page.goto(`${desk.shop.url}/console`);
  await page.getByRole('button', { name: 'Send a test e-mail' }).click();
  await page.getByRole('button', { name: 'Send another one' }).waitFor();
  const mail = await mailTo(desk.shop, ADA, 'email_test');
  expect(mail?.subject).toBe('Your e-mail works');
  const token = /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? 'none';
  await page.goto(`${desk.shop.url}/console/set-up#token=${token}`);
  await page.getByText('A test e-mail arrived.').waitFor();
  expect(page.url()).not.toContain(token);
}

async function invite(person: Person): Promise<void> {
  const { page } = person;
  await follow(person, 'Invite somebody');
  await page.getByLabel('E-mail').fill('fay@house.example');
  await page.getByRole('combobox', { name: 'Role', exact: true }).click();
  await page.getByRole('option', { name: 'Finance' }).click();
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByText('We sent an invitation to fay@house.example.').waitFor();
  const token = await tokenMailedTo(desk.shop, 'fay@house.example');
  await joinStaff(desk, fay, `${desk.shop.url}/console/join#token=${token}`, 'Fay Finance');
}

async function addAccount(person: Person): Promise<void> {
  const { page } = person;
  await follow(person, 'Add a way to pay');
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

async function confirmAccount(person: Person): Promise<void> {
  const { page } = person;
  await step(person, '1 method waits for a second person');
  await page.goto(`${desk.shop.url}/console/deposits/methods`);
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click();
  await page.getByText('The method is confirmed.').waitFor();
}

/** The first price applies at once, because nobody can buy yet. */
async function setPrices(person: Person): Promise<void> {
  const { page } = person;
  await follow(person, 'Set prices');
  await page.getByText('From a file').click();
  await page
    .getByRole('textbox', { name: 'Prices' })
    .fill('region,denomination,currency,list_price\nUS,50,USD,47.00');
  await page.getByRole('button', { name: 'See what changes' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('The first prices.');
  await page.getByRole('button', { name: 'Change 1 price' }).click();
  await page.getByRole('heading', { level: 1, name: 'The first prices.' }).waitFor();
  await page.getByRole('cell', { name: 'Set', exact: true }).waitFor();
}

async function importCodes(person: Person): Promise<void> {
  const { page } = person;
  await page.goto(`${desk.shop.url}/console/suppliers`);
  await page.getByRole('button', { name: 'Add a supplier' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a supplier' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('First Hand');
  await submit(dialog);
  await dialog.waitFor({ state: 'detached' });
  await follow(person, 'Import codes');
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

async function stateBackups({ page }: Person): Promise<void> {
  await page.goto(`${desk.shop.url}/console/set-up`);
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

async function askForReview({ page }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Business', exact: true }).click();
  await page.getByLabel('Registered name').fill('Nordlicht Handel GmbH');
  await page.getByLabel('Registration number').fill('HRB 4711');
  await page.getByLabel('Website').fill('https://nordlicht.example');
  await page
    .getByLabel('Who are your customers, and how do you sell to them?')
    .fill('Gamers in Germany, online.');
  await page.getByLabel('Expected monthly volume').fill('20,000 EUR');
  await page.getByLabel('Street and number').fill('Hafenstr. 1');
  await page.getByLabel('Postal code').fill('20457');
  await page.getByLabel('City').fill('Hamburg');
  const address = page.getByRole('group', { name: 'Registered address' });
  await choose(page, address, 'Germany');
  await page.getByRole('button', { name: 'Add an owner' }).click();
  const owners = page.getByRole('group', { name: 'Owners of 25 % or more' });
  await owners.getByLabel('Full name').fill('Olga Nordmann');
  await choose(page, owners, 'Germany');
  await owners.getByLabel('Share in %').fill('100');
  const signer = page.getByRole('group', { name: 'Representative who signs for the business' });
  await signer.getByLabel('Full name').fill('Olga Nordmann');
  await signer.getByLabel('Position').fill('Managing director');
  await signer.getByLabel('E-mail').fill('olga@nordlicht.example');
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByText('The profile was saved.').waitFor();
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

async function choose(
  page: Person['page'],
  within: ReturnType<Person['page']['getByRole']>,
  country: string,
): Promise<void> {
  await within.getByRole('combobox', { name: 'Country' }).fill(country);
  await page.getByRole('option', { name: country }).click();
}

async function approve(person: Person): Promise<void> {
  const { page } = person;
  await step(person, '1 business waits for your review.');
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
async function deposit(states: Person, credits: Person): Promise<void> {
  await states.page.goto(`${desk.shop.url}/console/deposits`);
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
  await credits.page.goto(`${desk.shop.url}/console/deposits`);
  await credits.page.getByRole('button', { name: 'Credit', exact: true }).click();
  const credit = credits.page.getByRole('dialog', { name: /^Credit a payment/ });
  await submit(credit);
  await credits.page.getByText('The payment is credited.').first().waitFor();
}

async function buy({ page }: Person): Promise<void> {
  await desk.shop.settle();
  await page.goto(`${desk.shop.url}/portal/buy`);
  await page.getByLabel('Quantity of US 50 USD').first().fill('2');
  await page.getByRole('button', { name: 'Buy 1 line for 94.00 USD' }).click();
  await page.getByText('1 line bought.').waitFor();
}
