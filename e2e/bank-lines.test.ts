/**
 * Guards, in a real browser, that finance brings a statement and matches its lines with the keyboard: a key only opens what will happen, Enter
 * does it; columns of a CSV file are chosen once, with a sample; and of two people at one line the second sees what the first did.
 */
import {
  bodyOf,
  camtFile,
  parseId,
  signUp,
  staff,
  statementOf,
  stepUp,
  type Visitor,
} from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

const IBAN = 'GB82WEST12345698765432';
let desk: Desk;
let fay: Person;
let finance: Visitor;
let owner: Visitor;
beforeAll(async () => {
  desk = await openDesk();
  const { shop, clock } = desk;
  const signed = await signUp(shop, 'Nordlicht Handel');
  owner = signed.visitor;
  await shop.change(parseId('prt', signed.partnerId) ?? '', { approved: true });
  const second = await signUp(shop, 'Fjord Trading');
  await shop.change(parseId('prt', second.partnerId) ?? '', { approved: true });
  finance = (await staff(shop, 'finance')).visitor;
  await stepUp(clock, finance);
  const account = { name: 'Main', number: IBAN, currency: 'USD' };
  await bodyOf(clock, finance.post('/bank-accounts', account));
  await bodyOf(clock, finance.post('/bank-accounts', { name: 'Exchange', currency: 'USD' }));
  fay = await comeIn(desk, finance);
});
afterAll(() => desk[Symbol.asyncDispose]());

const button = (name: string | RegExp) => fay.page.getByRole('button', { name });
const balance = async () =>
  (await bodyOf<{ available: string }>(desk.clock, owner.get('/balance'))).available;

test('a statement is imported, and its lines are matched with the keyboard alone', async () => {
  const { page } = fay;
  const day = '2026-11-04';
  const entry = (amount: number, payer: string, bankReference: string) => ({
    ...{ day, amount, payer, bankReference, text: `payment ${bankReference}` },
  });
  const entries = [
    entry(10_000, 'Nordlicht', 'A1'),
    entry(20_000, 'Fjord', 'A2'),
    entry(900, 'Bank', 'A3'),
  ];
  await page.goto(`${desk.shop.url}/console/bank-statements`);
  await button('Import a statement').click();
  await page.getByLabel('Choose a statement').setInputFiles({
    ...{ name: 'nov.xml', mimeType: 'text/xml' },
    buffer: camtFile([statementOf(IBAN, [day, day], 0, entries)]),
  });
  await page.getByText('3 lines added.').waitFor();
  expect(await lookAt(fay, 'console-bank-import-done')).toEqual([]);
  await page.getByRole('link', { name: 'Match the lines' }).click();
  await page.getByRole('link', { name: /To look at/ }).click();
  await page.getByRole('link', { name: /payment A2/ }).waitFor();
  const focusOn = async (text: string) => {
    for (let step = 0; step < 4; step += 1) {
      if ((await page.locator('a[data-row]:focus', { hasText: text }).count()) > 0) return;
      await page.keyboard.press('j');
    }
    throw new Error(`no row has ${text}`);
  };
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('k');
  await page.keyboard.press('k');
  await focusOn('A1');
  await button(/Credit 100\.00 USD to Nordlicht Handel/).waitFor();
  await page.keyboard.press('1');
  await page.getByRole('dialog').waitFor();
  expect(await balance()).toBe('0.00');
  expect(await lookAt(fay, 'console-bank-line-confirm')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await balance()).toBe('0.00');
  await page.keyboard.press('1');
  await page.locator('[role="dialog"] button[type="submit"]:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('The line is matched and credited.').waitFor();
  expect(await balance()).toBe('100.00');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('k');
  await focusOn('A2');
  await page.keyboard.press('s');
  await page.getByText('Split the line over several partners').waitFor();
  expect(await lookAt(fay, 'console-bank-line-split')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('of two people at one line the second sees what the first did, and nothing of theirs is carried out', async () => {
  const { page } = fay;
  const { clock } = desk;
  await page.goto(`${desk.shop.url}/console/bank-lines?tab=look&q=A3`);
  await button('Not ours').waitFor();
  type Lines = { data: { id: string; version: number }[] };
  const [line] = (await bodyOf<Lines>(clock, finance.get('/bank-lines?q=A3'))).data;
  // The page is not told: it acts on what it shows.
  await page.route('**/console/api/live**', (route) => route.abort());
  await button('Not ours').click();
  await page.getByLabel('Reason').fill('Interest.');
  const body = { version: line?.version, reason: 'Somebody was faster.' };
  await bodyOf(clock, finance.post(`/bank-lines/${line?.id}/dismiss`, body));
  await page.getByRole('dialog').getByRole('button', { name: 'Not ours' }).click();
  const note = page.getByRole('alert').filter({ hasText: 'Your choice was not carried out' });
  await note.waitFor();
  // The line is no longer of this tab; the note stays where the line was, also while nothing is typed or pressed.
  await page.getByText('Nothing matches these filters').waitFor();
  await note.getByText(/marked it as not ours at .* while you were looking at it/).waitFor();
  await note.getByText('“Bank, 9.00 USD” changed meanwhile').waitFor();
  // A view is no filter that somebody chose.
  await page.goto(`${desk.shop.url}/console/bank-lines?tab=ready`);
  await page.getByText('No line is ready').waitFor();
});

test('the columns of a CSV file are chosen once and shown as they are read, and what no row shows is asked', async () => {
  const { page } = fay;
  await page.goto(`${desk.shop.url}/console/bank-statements`);
  const file = (day: string) => ({
    ...{ name: 'nov.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(
      `Date,Description,Amount,Status\n${day},Top-up,"1,000.00",COMPLETED\n${day},Top-up,"9,000.00",ON ITS WAY\n`,
    ),
  });
  await button('Import a statement').click();
  const choose = page.getByLabel('Choose a statement');
  await choose.setInputFiles(file('11/04/2026'));
  await page.getByText('Choose the account of this CSV file first').waitFor();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Bank account' }).click();
  await page.getByRole('option', { name: 'Exchange' }).click();
  await choose.setInputFiles(file('11/04/2026'));
  await page.getByText('No row shows whether “11/04/2026” begins with the day').waitFor();
  expect(await button('Save and import').isDisabled()).toBe(true);
  expect(await lookAt(fay, 'console-bank-csv-asks')).toEqual([]);
  await page.getByRole('combobox', { name: 'Form of days' }).click();
  await page.getByRole('option', { name: '11/04/2026' }).click();
  await page.getByRole('combobox', { name: 'ON ITS WAY, 1 row' }).click();
  await page.getByRole('option', { name: 'Not booked yet' }).click();
  const sample = page.getByRole('table', { name: 'How the first lines are read' });
  await sample.getByRole('cell', { name: '2026-11-04' }).waitFor();
  await sample.getByRole('cell', { name: '1000.00' }).waitFor();
  expect(await lookAt(fay, 'console-bank-csv')).toEqual([]);
  await button('Save and import').click();
  await page.getByText('1 line added.').waitFor();
  await page.getByRole('dialog').getByText('1 line not booked yet, left out').waitFor();
  await page.getByText('Left out, because').click();
  await page.getByText('Line 3: 11/04/2026, 9,000.00 (ON ITS WAY)').waitFor();
  expect(await lookAt(fay, 'console-bank-csv-done')).toEqual([]);
  await button('Import another file').click();
  await choose.setInputFiles(file('11/04/2026'));
  await page.getByText('This statement was imported before.').waitFor();
});
