/**
 * Guards an operator's work in a real browser. A shop without any data is set up, stocked and opened without leaving the browser, by the two
 * people whom it needs, until a partner has bought; on the way the guide says what is missing. Then a day in it: a large file, prices, an order
 * to approve, a bank statement, a recall, a suspension; and in the audit log each of these acts is a sentence.
 */
import { camtFile, runImports, runPriceChanges, statementOf } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Authenticator, joinStaff, register, signInAsStaff } from './rig/acts.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import {
  addAccount,
  approve,
  askForReview,
  buy,
  confirmAccount,
  deposit,
  importCodes,
  invite,
  setPrices,
  stateBackups,
  step,
  submit,
  tellCompany,
  testEmail,
} from './rig/first-steps.ts';
import { invitationToStaff } from './rig/invitation.ts';
import { load, turn, visit } from './rig/walk.ts';

const IBAN = 'GB82WEST12345698765432';
const DAY_MS = 86_400_000;
const ROWS = 50_000;

let desk: Desk;
let ada: Person;
let fay: Person;
let olga: Person;
let adaAuthenticator: Authenticator;
const found: string[] = [];
const look = async (person: Person, name: string) => {
  found.push(...(await lookAt(person, name)));
};

beforeAll(async () => {
  // Nobody listens there: the e-mails are read where they wait.
  desk = await openDesk({ SMTP_URL: 'smtp://127.0.0.1:9' }, { prices: null });
  [ada, fay, olga] = [await desk.person(), await desk.person(), await desk.person()];
});
afterAll(() => desk[Symbol.asyncDispose]());

test('from an empty shop to the first sale', { timeout: 600_000 }, async () => {
  adaAuthenticator = await joinStaff(
    desk,
    ada,
    await invitationToStaff(desk.shop, 'admin'),
    'Ada Admin',
  );
  await step(desk, ada, 'Missing before anyone can buy: a price, stock, a way to pay');
  await look(ada, 'console-today-empty');
  await stranger('No product has a price at present.');

  await tellCompany(desk, ada);
  await testEmail(desk, ada);
  await invite(desk, ada, fay);
  await addAccount(desk, ada);
  await confirmAccount(desk, fay);
  await setPrices(desk, ada);
  await importCodes(desk, ada);
  await stateBackups(desk, ada);
  await step(desk, ada, 'Missing before anyone can buy: an approved partner.');
  await look(ada, 'console-today-nearly');

  await register(desk, olga, {
    ...{ business: 'Nordlicht Handel', name: 'Olga Nordmann', email: 'olga@nordlicht.example' },
  });
  await askForReview(olga);
  await approve(desk, ada);
  await visit(desk, ada, '/console');
  await ada.page.getByText('This shop is ready to sell.').waitFor();

  await deposit(desk, fay, ada);
  await buy(desk, olga);
  await load(desk, ada, '/console');
  await ada.page.getByRole('heading', { name: 'Waiting now' }).waitFor();
  expect(await ada.page.getByText('This shop is ready to sell.').count()).toBe(0);

  expect(found).toEqual([]);
  expect([...ada.faults, ...fay.faults, ...olga.faults]).toEqual([]);
  expect(await desk.shop.verify()).toEqual([]);
});

async function stranger(says: string): Promise<void> {
  await desk.shop.settle();
  const home = await (await fetch(desk.shop.url)).text();
  expect(home).toContain(says);
  expect(home).not.toContain('sold out');
}

test('50,000 codes are imported while the progress shows, and the refused row is corrected in its place', async () => {
  const { page } = ada;
  const before = await desk.shop.available('PSN-US-50');
  const work = (isStopping = () => false) => runImports({ ...desk.shop.app, isStopping });
  const rows = Array.from({ length: ROWS }, (_, row) => `US,50,LONG-${10_000_000 + row},45.00\n`);
  await visit(desk, ada, '/console/imports');
  await page.getByLabel('File of codes').setInputFiles({
    ...{ name: 'november.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(`region,denomination,code,cost\n${rows.join('')}US,50,#N/A,45.00\n`),
  });
  await page.getByRole('combobox', { name: 'Supplier' }).fill('First');
  await page.getByRole('option', { name: 'First Hand', exact: true }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('The file is complete and is read next.').waitFor();
  let chunks = 0;
  await work(() => {
    chunks += 1;
    return chunks === 6;
  });
  await page.getByText(/^16,000 codes read, 0 rows refused/).waitFor();
  expect(await desk.shop.available('PSN-US-50')).toBe(before);
  await work();
  await page.getByText('50,000 codes accepted.').waitFor();
  await page.getByRole('button', { name: 'Correct the rows' }).click();
  const row = page.getByLabel('Line 50,002');
  expect(await row.inputValue()).toBe('US,50,#N/A,45.00');
  await row.fill('US,50,LONG-99999999,45.00');
  await page.getByRole('button', { name: 'Import 1 corrected row' }).click();
  await page.getByRole('heading', { level: 1, name: 'november-corrected.csv' }).waitFor();
  await page.getByText('The file is complete and is read next.').waitFor();
  await work();
  await page.getByText('1 code accepted.').waitFor();
  expect(await desk.shop.available('PSN-US-50')).toBe(before + ROWS + 1);
});

test('the prices of a region change after a look at what changes, and those of another are scheduled for tomorrow', async () => {
  const { page } = ada;
  await visit(desk, ada, '/console/price-changes/new?q=us-');
  await page.getByRole('textbox', { name: 'Percentage' }).fill('2');
  await page.getByRole('button', { name: 'See what changes' }).click();
  await page.getByText('3 prices up, 0 down, 0 the same already.').waitFor();
  const next = page.getByRole('textbox', { name: 'New price of PSN-US-50', exact: true });
  expect(await next.inputValue()).toBe('47.94');
  await page.getByRole('textbox', { name: 'Reason' }).fill('Dollar costs rose.');
  await page.getByRole('button', { name: 'Change 3 prices' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dollar costs rose.' }).waitFor();
  expect(await page.getByRole('cell', { name: 'Set', exact: true }).count()).toBe(3);

  await visit(desk, ada, '/console/price-changes/new?q=gb-');
  await page.getByRole('textbox', { name: 'Percentage' }).fill('5');
  await page.getByRole('button', { name: 'See what changes' }).click();
  await page.getByText('1 price up, 0 down, 0 the same already.').waitFor();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Pound costs rise tomorrow.');
  await page.getByLabel('When').fill(tomorrow());
  await page.getByText(/^That is .* UTC\. Orders placed before keep today’s price\.$/).waitFor();
  await page.getByRole('button', { name: 'Schedule 1 price' }).click();
  await page.getByRole('heading', { level: 1, name: 'Pound costs rise tomorrow.' }).waitFor();
  await page.getByText('Scheduled', { exact: true }).first().waitFor();
  await visit(desk, ada, '/console/prices/PSN-GB-50');
  await page.getByText('60.00').first().waitFor();
});

/** The same time tomorrow, as a field of the browser takes it. */
function tomorrow(): string {
  const local = new Date(desk.clock.now().getTime() + DAY_MS).toLocaleString('sv-SE', {
    timeZone: 'Europe/Berlin',
  });
  return local.slice(0, 16).replace(' ', 'T');
}

test('an order above the limit of its partner waits, and is approved', async () => {
  const { page } = ada;
  await visit(desk, ada, '/console/partners');
  await page.getByRole('link', { name: /^Nordlicht Handel/ }).click();
  await page.getByRole('button', { name: 'Change limits' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change limits' });
  await dialog.getByLabel('Approval above').fill('500.00');
  await submit(dialog);
  await dialog.waitFor({ state: 'detached' });

  await desk.shop.settle();
  await visit(desk, olga, '/portal/buy');
  await olga.page.getByLabel('Quantity of US 50 USD').first().fill('20');
  await olga.page.getByRole('button', { name: 'Buy 1 line for 958.80 USD' }).click();
  await olga.page.getByText('Waiting', { exact: true }).waitFor();
  await visit(desk, ada, '/console/orders');
  await page.getByText('1 of 1', { exact: true }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Approve' });
  await sheet.getByText('20 codes of PSN-US-50 are delivered now').waitFor();
  await sheet.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved. The codes are delivered.').first().waitFor();
  await olga.page.getByText('Delivered', { exact: true }).waitFor();
});

test('a statement of 200 lines is matched: those that are certain at once, the others one by one', async () => {
  await visit(desk, olga, '/portal/balance/top-up');
  const inGroups = olga.page
    .getByText(/^RF\d\d/)
    .first()
    .locator('..');
  const reference = (await inGroups.textContent()) ?? '';
  await visit(desk, olga, '/portal/balance');
  await visit(desk, fay, '/console/bank-statements');
  const { page } = fay;
  await page.getByRole('button', { name: 'Add a bank account' }).first().click();
  const add = page.getByRole('dialog', { name: 'Add a bank account' });
  await add.getByLabel('Name').fill('Main account');
  await add.getByLabel('IBAN or number').fill(IBAN);
  await add.getByLabel('Currency').fill('USD');
  await submit(add);
  await add.waitFor({ state: 'detached' });

  const day = desk.clock.now().toISOString().slice(0, 'YYYY-MM-DD'.length);
  const line = (amount: number, payer: string, text: string) => ({ day, amount, payer, text });
  const certain = Array.from({ length: 195 }, (_, at) =>
    line(100 + at, 'Nordlicht Handel GmbH', `Cards ${reference}`),
  );
  const others = [
    line(5_000, 'NORDLICHT HANDEL', 'for november'),
    line(7_000, 'Somebody Else', 'no reference'),
    line(950, 'Example Bank', 'Interest'),
    line(-1_500, 'Example Bank', 'Fee of the account'),
    line(-20_000, 'First Hand', 'Codes'),
  ];
  await page.getByRole('button', { name: 'Import a statement' }).click();
  await page.getByLabel('Choose a statement').setInputFiles({
    ...{ name: 'november.xml', mimeType: 'text/xml' },
    buffer: camtFile([statementOf(IBAN, [day, day], 1_000_000, [...certain, ...others])]),
  });
  await page.getByText('200 lines added.').waitFor();
  await page.getByRole('link', { name: 'Match the lines' }).click();
  await page.getByRole('button', { name: 'Credit 195 ready lines' }).click();
  const accept = page.getByRole('dialog', { name: 'Credit the lines that are ready' });
  await accept.getByText('Of 195 lines, reference, currency and partner agree').waitFor();
  await accept.getByRole('button', { name: 'Credit 195 ready lines' }).click();
  await accept.getByText(/^\d+ of 195 lines done$/).waitFor();
  await accept.getByText('195 lines credited').waitFor();
  await page.keyboard.press('Escape');
  await accept.waitFor({ state: 'detached' });

  const look = page.getByRole('link', { name: /^To look at/ });
  await look.click();
  await page.getByText('1–3 of 3').waitFor();
  await page.getByRole('link', { name: 'for november' }).click();
  await page.getByRole('button', { name: 'Credit 50.00 USD to Nordlicht Handel' }).click();
  await submit(page.getByRole('dialog'));
  await page.getByText('The line is matched and credited.').waitFor();
  await page.getByRole('link', { name: 'Interest' }).click();
  await page.getByRole('button', { name: 'Not ours' }).click();
  const not = page.getByRole('dialog', { name: 'Not ours' });
  await not.getByLabel('Reason').fill('Interest of our own bank.');
  await not.getByRole('button', { name: 'Not ours' }).click();
  await page.getByText('The line is marked as not ours.').waitFor();
  await page.getByText('1 of 1', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'no reference' }).waitFor();
  // 100 to 294 cents, and 50.00, on top of 2000.00 - 94.00 - 958.80.
  await olga.page.getByText('1,381.35').first().waitFor();
});

test('a lot is recalled, and a partner is suspended', async () => {
  const { page } = ada;
  await visit(desk, ada, '/console/lots');
  await page.getByRole('link', { name: 'november.csv' }).click();
  await page.getByRole('button', { name: 'Recall this lot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recall this lot' });
  await dialog.getByText('1 business with 17 codes in 1 order').waitFor();
  await dialog.getByLabel('What is wrong with the lot').fill('Never activated.');
  const word = new URL(page.url()).pathname.slice(-6);
  await dialog.getByLabel(`Type ${word} to confirm`).fill(word);
  await dialog.getByRole('button', { name: 'Recall now' }).click();
  await page
    .getByText('49,983 unsold codes frozen, 1 claim opened, 1 business notified.')
    .waitFor();

  await visit(desk, ada, '/console/partners');
  await page.getByRole('link', { name: /^Nordlicht Handel/ }).click();
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  const suspend = page.getByRole('dialog', { name: 'Suspend' });
  await suspend.getByLabel('Reason (the business reads this)').fill('A chargeback.');
  await suspend.getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('Suspended', { exact: true }).first().waitFor();
});

test('the next day the scheduled price applies, and the audit log has each act as a sentence', async () => {
  const { page } = ada;
  desk.clock.advance(DAY_MS);
  expect(await runPriceChanges(desk.shop.app)).toBe(1);
  await page.goto(`${desk.shop.url}/console/price-changes`);
  await signInAsStaff(ada, 'admin@house.example', adaAuthenticator);
  const row = page.getByRole('row', { name: /Pound costs rise tomorrow\./ });
  await row.getByText('Applied').waitFor();
  await visit(desk, ada, '/console/prices/PSN-GB-50');
  await page.getByRole('cell', { name: '63.00 USD', exact: true }).first().waitFor();

  await says('kind=lot', [
    'Ada Admin imported lot november.csv',
    'Ada Admin imported lot november-corrected.csv',
    'Ada Admin recalled lot november.csvNever activated.',
  ]);
  await says('kind=product', [
    /Ada Admin made price change .*Dollar costs rose\./,
    /Ada Admin made price change .*Pound costs rise tomorrow\./,
    'The server applied price change',
  ]);
  await says('kind=order', ['Ada Admin approved order']);
  await says('kind=partner', [
    'Ada Admin changed the limits of Nordlicht Handel',
    'Ada Admin suspended the business Nordlicht HandelA chargeback.',
  ]);
  await says('action=bank_statement.imported', ['Fay Finance imported bank statement']);
  await says('action=bank_line.matched', ['Fay Finance matched bank line']);
  await says('action=bank_line.dismissed', [
    /Fay Finance marked bank line .* as not oursInterest of our own bank\./,
  ]);
  expect(await lookAt(ada, 'console-audit-day')).toEqual([]);
  expect([...ada.faults, ...fay.faults, ...olga.faults]).toEqual([]);
  expect(await desk.shop.verify()).toEqual([]);
});

/** Expects that the audit log has entries with these texts, sentence and reason side by side. */
async function says(query: string, texts: readonly (string | RegExp)[]): Promise<void> {
  await turn(ada, `/console/audit?${query}`);
  for (const hasText of texts)
    await ada.page.getByRole('row').filter({ hasText }).first().waitFor();
}
