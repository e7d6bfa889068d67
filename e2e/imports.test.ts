/**
 * Guards how a stock keeper imports a file in a real browser: says what its columns are, follows many codes, continues an
 * upload that broke off, and corrects refused rows from the file on the own computer; no reply of the server and no address
 * has a code.
 */
import { readFile } from 'node:fs/promises';
import { runImports, stepUp, supplierNamed, type Visitor } from '@psnb2b/server/testkit';
import { staff } from '@psnb2b/server/testkit/people';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import { visit } from './rig/walk.ts';

vi.setConfig({ testTimeout: 180_000 });

/** More than one piece of the upload, and than two chunks of the import. */
const ROWS = 24_000;

let desk: Desk;
let keeper: Visitor;
let person: Person;
/** What the server replied, and addresses. */
const seen: string[] = [];
beforeAll(async () => {
  desk = await openDesk();
  keeper = (await staff(desk.shop, 'stock')).visitor;
  person = await comeIn(desk, keeper);
  person.page.on('response', async (response) => {
    seen.push(response.url());
    if (response.url().includes('/console/api/')) seen.push(await response.text().catch(() => ''));
  });
  await stepUp(desk.clock, keeper);
}, 180_000);
afterAll(() => desk[Symbol.asyncDispose]());

const work = (isStopping = () => false) => runImports({ ...desk.shop.app, isStopping });

function fileOf(name: string, text: string) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

async function choose(file: ReturnType<typeof fileOf>): Promise<void> {
  const { page } = person;
  await visit(desk, person, '/console/imports');
  await page.getByLabel('File of codes').setInputFiles(file);
  await page.getByText(file.name).first().waitFor();
}

async function pick(label: string, option: string): Promise<void> {
  const { page } = person;
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

const codeOf = (row: number) => `BRWS-${String(row).padStart(8, '0')}-SECR`;
const many = Array.from({ length: ROWS }, (_, row) => `${row};${codeOf(row)}`);
const large = fileOf('many-thousand.csv', `Ref;PIN\n${many.join('\n')}\n7;#N/A\n8;NULL\n`);

beforeAll(async () => {
  // More than one page of them.
  const { database } = desk.shop.app;
  const names = Array.from({ length: 101 }, (_, at) => `Supplier ${at}`);
  for (const name of [...names, 'ZZ the last of many']) await supplierNamed(database, name);
});

test('many codes: columns are said, the upload breaks off and goes on, and the progress is shown', async () => {
  const { page } = person;
  await choose(large);
  const send = page.getByRole('button', { name: 'Import', exact: true });
  expect(await send.isDisabled()).toBe(true);
  await page.getByText('names the columns', { exact: true }).click();
  await pick('Meaning of Ref', 'Not read');
  await pick('Meaning of PIN', 'Code');
  await page.getByRole('combobox', { name: 'Supplier' }).fill('the last');
  await page.getByRole('option', { name: 'ZZ the last of many', exact: true }).click();
  await page.getByText('If you leave it empty: USD.').waitFor();
  await page.getByRole('combobox', { name: 'Product' }).fill('US-50');
  await page.getByRole('option', { name: 'PSN-US-50', exact: true }).click();
  await page.getByLabel('Cost of each code').fill('41.20');
  expect(await lookAt(person, 'console-imports-terms')).toEqual([]);

  // The second piece never arrives, and the tab is closed.
  await page.route(/pieces\?position=1$/, () => {});
  page.on('dialog', (dialog) => void dialog.accept());
  await send.click();
  await page.getByText(/512 KiB of \d+ KiB sent\./).waitFor();
  await page.reload();
  await page.unroute(/pieces\?position=1$/);
  await page.getByText(/The upload stopped at \d\d/).waitFor();
  expect(await lookAt(person, 'console-imports-stopped')).toEqual([]);
  await page.getByLabel('File of codes').setInputFiles(fileOf(large.name, 'another file'));
  await page.getByText('It is another file.').waitFor();
  await page.getByLabel('File of codes').setInputFiles(large);
  await page.getByText('The file is complete and is read next.').waitFor();

  let chunks = 0;
  await work(() => {
    chunks += 1;
    return chunks === 6;
  });
  await page.getByText(/^16,000 codes read, 0 rows refused/).waitFor();
  expect(await lookAt(person, 'console-imports-reading')).toEqual([]);
  expect(await desk.shop.available('PSN-US-50')).toBe(0);
  await work();
  await page.getByText('24,000 codes accepted.').waitFor();
  expect(await desk.shop.available('PSN-US-50')).toBe(ROWS);
});

test('refused rows are shown from the own file, corrected and imported', async () => {
  const { page } = person;
  // Without the file in the tab it is chosen again: one of the same size has other rows.
  await page.reload();
  const other = large.buffer.toString().replace('7;#N/A', '7;BRWS');
  await page.getByLabel('File of codes').setInputFiles(fileOf(large.name, other));
  await page.getByText('although both have the same size').waitFor();
  expect(await lookAt(person, 'console-imports-other-file')).toEqual([]);
  expect(await page.getByLabel('Line 24,002').count()).toBe(0);
  await page.getByLabel('File of codes').setInputFiles(large);
  const first = page.getByLabel('Line 24,002');
  expect(await first.inputValue()).toBe('7;#N/A');
  await first.fill('7;BRWS-99999999-SECR');
  expect(await lookAt(person, 'console-imports-correct')).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the refused rows as a file' }).click();
  expect((await download).suggestedFilename()).toBe('many-thousand-refused.csv');
  await page.getByRole('button', { name: 'Import 1 corrected row' }).click();
  await page.getByRole('heading', { level: 1, name: 'many-thousand-corrected.csv' }).waitFor();
  await page.getByText('The file is complete and is read next.').waitFor();
  await work();
  await page.getByText('1 code accepted.').waitFor();
  expect(await desk.shop.available('PSN-US-50')).toBe(ROWS + 1);
});

test('all refused rows are saved, also those beyond the ones that can be corrected on the page', async () => {
  const { page } = person;
  const refused = Array.from({ length: 230 }, (_, row) => `US,50,"BRWS ${row}\tx"`);
  const text = `region,denomination,code\nUS,50,BRWS-GOOD-0001\n${refused.join('\n')}\n`;
  await choose(fileOf('many-refused.csv', text));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('The file is complete and is read next.').waitFor();
  await work();
  await page.getByRole('button', { name: 'Correct the rows' }).click();
  await page.getByText('Only the first 100 rows can be corrected here.').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the refused rows as a file' }).click();
  const saved = await readFile(await (await download).path(), 'utf8');
  expect(saved.trimEnd().split('\r\n')).toEqual(['region,denomination,code', ...refused]);
});

test('the same file again is not sent', async () => {
  const { page } = person;
  await choose(fileOf('small.csv', 'region,denomination,code\nUS,50,BRWS-SAME-0001\n'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('The file is complete and is read next.').waitFor();
  await work();
  await page.getByText('1 code accepted.').waitFor();
  await choose(fileOf('again.csv', 'region,denomination,code\nUS,50,BRWS-SAME-0001\n'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('This file was imported before. Nothing was added.').waitFor();
});

test('a file that is no table is refused with a sentence, and another one is cancelled', async () => {
  const { page } = person;
  await choose(fileOf('broken.csv', 'region,denomination,code\nUS,50,"B\u0000D"\n'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('The file is complete and is read next.').waitFor();
  await work();
  await page.getByText('It is not a text file.').waitFor();
  expect(await lookAt(person, 'console-imports-refused')).toEqual([]);

  await choose(fileOf('cancelled.csv', 'region,denomination,code\nUS,50,BRWS-CANC-0001\n'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('The file is complete and is read next.').waitFor();
  await page.getByRole('button', { name: 'Cancel the import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the import' }).click();
  await page.getByText('Nothing of the file is here.').waitFor();
});

test('no reply and no address had a code, and nothing failed in the browser', () => {
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.join('\n')).not.toMatch(/BRWS|SECR/);
  expect(person.faults).toEqual([]);
});
