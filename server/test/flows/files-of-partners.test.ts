/**
 * Guards: the command line writes statements and archives of documents with the bytes that the portal and the console send, to new files that
 * only their owner can read; of another mode, month or year as asked; and it says what to change.
 */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeShop } from '../../src/acts/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { emptyProfile } from '../../src/partners/index.ts';
import {
  bodyOf,
  openShop,
  runHere,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';
import { pdfText } from '../../testkit/pdf-text.ts';

const clock = drivenClock(new Date('2026-03-31T20:00:00Z'));
const folder = await mkdtemp(join(tmpdir(), 'psnb2b-files-'));
let shop: Shop;
let owner: Visitor;
let partner: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ codes: 5 });
  const made = await signUp(shop, '=Größe/Handel');
  owner = made.visitor;
  partner = made.partnerId;
  const partnerId = parseId('prt', partner) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '500.00');
  const { text: key } = await shop.key(partnerId);
  const body = { region: 'US', denomination: 50, quantity: 2, reference: '+1' };
  await shop.call('POST', '/orders', { key, body });
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const statement = (out: string, ...more: string[]) =>
  runHere(shop, ['partners', 'statement', '--partner', partner, '--out', out, '--json', ...more]);
const zip = (out: string, ...more: string[]) =>
  runHere(shop, ['documents', 'zip', '--out', out, '--json', ...more]);
const at = (name: string) => join(folder, name);

test.each([
  ['all.csv', [], ''],
  ['march.csv', ['--month', '2026-03'], '?month=2026-03'],
  ['april.csv', ['--month', '2026-04'], '?month=2026-04'],
  ['test.csv', ['--test'], '?mode=test'],
  ['raw.csv', ['--raw'], '?raw=true'],
])('the statement as %s is that of the portal', async (name, more, query) => {
  const { code, value, err } = await statement(at(name), ...more);
  expect([code, err]).toEqual([0, '']);
  const { text } = await owner.get(`/transactions/export${query}`);
  expect(await readFile(at(name), 'utf8')).toBe(text);
  expect(value).toEqual({ file: at(name), bytes: Buffer.byteLength(text) });
  expect((await stat(at(name))).mode & 0o777).toBe(0o600);
});

test('the statement as PDF has its lines', async () => {
  expect((await statement(at('all.PDF'))).code).toBe(0);
  const [page = ''] = pdfText(await readFile(at('all.PDF')));
  for (const text of ['Statement', 'All time', '500.00', '406.00']) expect(page).toContain(text);
});

test('the documents of a year are one archive: of a partner, or of all in folders', async () => {
  expect((await zip(at('none.zip'), '--year', '2026')).value).toMatchObject({
    ...{ code: 'not_found', detail: 'There are no documents about 2026.' },
  });
  const address = {
    ...{
      line1: 'Street 1',
      line2: null,
      city: 'Kyiv',
      state: null,
      postal_code: '1',
      country: 'UA',
    },
  };
  const company = { name: 'Codes', legal_name: 'Codes AG', address, registration_number: null };
  const rest = { website: null, tax_number: null, brand_colour: null, tax_percent: null };
  await shop.app.database.transaction((tx) =>
    changeShop(
      tx,
      { ...company, ...rest, tax_note: null, time_zone: null },
      { actor: 'staff:ann', at: clock.now() },
    ),
  );
  const profile = { ...emptyProfile, legal_name: 'Größe', address };
  expect((await owner.call('PUT', '/business', { body: profile })).status).toBe(200);
  clock.set(new Date('2026-04-01T01:30:00Z'));
  const finance = (await staff(shop, 'finance')).visitor;
  await stepUp(clock, finance);
  expect(await bodyOf(clock, finance.post('/documents/issue'))).toMatchObject({ count: 1 });
  const one = await zip(at('one.zip'), '--year', '2026', '--partner', partner);
  expect([one.code, one.err]).toEqual([0, '']);
  const all = await zip(at('all.zip'), '--year', '2026');
  expect([all.code, all.err]).toEqual([0, '']);
  const inside = async (name: string) =>
    Object.entries(unzipSync(await readFile(at(name)))).map(([file, bytes]) => [
      file,
      Buffer.from(bytes).toString('hex'),
    ]);
  const files = await inside('one.zip');
  expect(files.map(([name]) => name)).toEqual(['INV-2026-00001.pdf', 'INV-2026-00001.csv']);
  expect(await inside('all.zip')).toEqual(
    files.map(([name, bytes]) => [`_Größe_Handel ${partner}/${name}`, bytes]),
  );
  const { data } = (await finance.get<{ data: { id: string }[] }>('/documents')).body;
  const csv = (await finance.get(`/documents/${data[0]?.id}/csv`)).text;
  expect(files[1]?.[1]).toBe(Buffer.from(csv).toString('hex'));
});

test('what cannot be written is said, and nothing is left behind', async () => {
  const refused = async (ran: ReturnType<typeof statement>) => {
    const { code, value } = await ran;
    return [code, value.errors?.[0]?.pointer, value.errors?.[0]?.detail ?? value.code];
  };
  const before = await readdir(folder);
  expect(await refused(statement(at('all.csv')))).toEqual([
    ...[1, '/out', expect.stringContaining('already')],
  ]);
  expect(await refused(statement(at('all.txt')))).toEqual([
    ...[1, '/out', 'Its name must end in .csv or .pdf.'],
  ]);
  expect(await refused(statement(at('x.csv'), '--month', '2026-13'))).toEqual([
    ...[1, '/month', 'The month must be like 2026-11.'],
  ]);
  expect(await refused(zip(at('x.zip'), '--year', '26'))).toEqual([
    ...[1, '/year', expect.stringContaining('from 2000 to 2099')],
  ]);
  expect(await refused(zip(at('x.csv'), '--year', '2026'))).toEqual([
    ...[1, '/out', 'Its name must end in .zip.'],
  ]);
  expect(await readdir(folder)).toEqual(before);
});
