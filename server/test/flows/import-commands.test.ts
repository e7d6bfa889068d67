/**
 * Guards: the command line imports files as suppliers write them, reports what it did before any step that can fail,
 * and sells no code that does not look like the rest until a person has confirmed it.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProgram } from '../../src/commands/program.ts';
import { processTerminal } from '../../src/commands/terminal.ts';
import { formatId } from '../../src/kit/ids.ts';
import { openShop, runHere, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let dataDir: string;
beforeAll(async () => {
  shop = await openShop();
  dataDir = shop.app.config.dataDir;
});
afterAll(() => shop[Symbol.asyncDispose]());

const run = (...args: string[]) => runHere(shop, ['stock', ...args]);

async function codesFile(name: string, ...codes: string[]): Promise<string> {
  const path = join(dataDir, name);
  const rows = codes.map((code) => `US;50;${code};\r\n`).join('');
  await writeFile(
    path,
    Buffer.from(`\ufeffRegion;Denomination;Code;\r\n${rows};;;\r\n`, 'utf16le'),
  );
  return path;
}

const available = async () =>
  (await shop.rows<{ n: number }>('SELECT sum(available) AS n FROM stock.shelves'))[0]?.n;

test('a file with broken rows and an odd code, whose rejects cannot be written', async () => {
  const codes = ['ABCD-0001-EFGH', 'ABCD-0002-EFGH', '123456789012', '2,19E+26'];
  const path = await codesFile('first.csv', ...codes);
  // A folder is where the file of rejects would go.
  await mkdir(`${path}.rejects.csv`);
  const { code, out } = await run(
    ...['import', '--file', path, '--supplier', 'ACME', '--new-supplier'],
  );
  expect(code).toBe(0);
  const lines = out.trim().split('\n');
  expect(lines[0]).toMatch(/^lot_\w+ {2}3 accepted, 0 duplicates, 1 rejected$/);
  expect(lines[1]).toContain('.rejects.csv cannot be written (EISDIR)');
  const lot = /lot_\w+/.exec(out)?.[0] ?? '';
  const rejects = join(dataDir, 'rejects', `${lot}.csv`);
  expect(lines[2]).toContain(rejects);
  expect(await readFile(rejects, 'utf8')).toMatch(
    /^line,reason\r\n5,"code is a number in scientific/,
  );
  expect((await run('rejects', '--lot', lot)).out).toBe(await readFile(rejects, 'utf8'));
  expect(out).toMatch(/2 {2}XXXX-XXXX-XXXX\n +1 {2}999999999999 {2}the first on line 4\n/);
  expect(out).toContain(`stock confirm --lot ${lot}`);
  for (const each of codes) expect(out).not.toContain(each);
  expect(await available()).toBe(0);

  const again = JSON.parse(
    (await run('import', '--file', path, '--supplier', 'acme', '--json')).out,
  );
  expect(again).toMatchObject({ lot, status: 'held', accepted: 3, rejected: 1 });
  expect(again.held_because).toEqual({
    usual: { codes: 2, form: 'XXXX-XXXX-XXXX' },
    odd: [{ codes: 1, first_line: 4, form: '999999999999' }],
  });
  expect(JSON.parse((await run('confirm', '--lot', lot, '--json')).out)).toMatchObject({
    status: 'complete',
  });
  expect(await available()).toBe(3);
  expect(await shop.verify()).toEqual([]);
});

test('a stated code pattern, and an answer given beforehand', async () => {
  const state = ['set-pattern', '--product', 'PSN-US-50', '--form', 'XXXX-9999-XXXX', '--json'];
  expect((await run(...state)).code).toBe(0);
  const path = await codesFile('second.csv', 'KLMN-0001-OPQR', 'KLMN-ABCD-OPQR');
  const lot = JSON.parse((await run('import', '--file', path, '--json')).out);
  expect(lot).toMatchObject({ status: 'complete', accepted: 1, rejected: 1, held_because: null });
  expect(JSON.parse((await run('patterns', '--json')).out)).toEqual([
    { kind: 'product', name: 'PSN-US-50', patterns: ['XXXX-9999-XXXX'] },
  ]);
  expect((await run('set-pattern', '--product', 'PSN-US-50')).code).toBe(0);
  const other = await codesFile('third.csv', 'STUV-0001-WXYZ', 'STUV');
  const sold = JSON.parse((await run('import', '--file', other, '--confirm', '--json')).out);
  expect(sold).toMatchObject({ status: 'complete', accepted: 2, rejects_file: null });
  for (const wrong of [
    ['--form', 'XXXX'],
    ['--product', 'PSN-XX-1', '--form', 'XXXX'],
  ]) {
    expect((await run('set-pattern', ...wrong)).code).toBe(1);
  }
});

test('an unknown supplier is added only on request', async () => {
  await run('import', '--file', 'none.csv', '--supplier', 'First Hand', '--new-supplier');
  const path = await codesFile('fourth.csv', 'GHIJ-0001-KLMN');
  const importFrom = (...more: string[]) =>
    runHere(shop, ['stock', 'import', '--file', path, '--supplier', ...more, '--json']);
  const slip = await importFrom('Frist Hand');
  expect(slip.code).toBe(1);
  expect(slip.value.detail).toMatch(
    /^There is no supplier “Frist Hand”\. Did you mean “First Hand”/,
  );
  expect(slip.value.detail).toMatch(/\(sup_\w+\)\? .*--new-supplier/);
  const id = /sup_\w+/.exec(slip.value.detail)?.[0] ?? '';
  expect((await importFrom(id)).value).toMatchObject({ accepted: 1 });
  expect(
    (await importFrom('Third Hand', '--new-supplier', '--cost-currency', 'eur')).value,
  ).toMatchObject({
    ...{ accepted: 0, duplicates: 1 },
  });
  const lots = await shop.rows<{ supplier: string; currency: string }>(
    `SELECT k.name AS supplier, l.cost_currency AS currency
       FROM stock.lots l JOIN suppliers.suppliers k USING (supplier_id)
      WHERE l.file_name = 'fourth.csv' ORDER BY k.name`,
  );
  expect(lots).toEqual([
    { supplier: 'First Hand', currency: 'USD' },
    { supplier: 'Third Hand', currency: 'EUR' },
  ]);
  expect((await runHere(shop, ['stock', 'import', '--file', path, '--new-supplier'])).code).toBe(1);
});

/** Every option of a command that names a file to read. */
const FILES: readonly (readonly string[])[] = [
  ['stock', 'import', '--file'],
  ['codes', 'find', '--file'],
  ['prices', 'set', '--file'],
  ['tiers', 'set', '--file'],
  ['price-lists', 'set', '--list', 'LIST', '--file'],
  ['partners', 'set', '--partner', 'PARTNER', '--public-key'],
  ['deposit-methods', 'import-addresses', '--method', 'METHOD', '--file'],
  ['bank-statements', 'import', '--file'],
  ['shop', 'set-logo', '--file'],
  ['restore', 'run', '--from', 'nowhere', '--identity'],
  ['restore', 'compare', '--file'],
  ['move', 'run', '--to', 'postgres://owner@127.0.0.1:1/none', '--password-file'],
  ['move', 'cancel', '--to', 'postgres://owner@127.0.0.1:1/none', '--password-file'],
];

test('every option that names a file is tried', () => {
  const found: string[] = [];
  const visit = (command: Command, path: readonly string[]) => {
    for (const option of command.options) {
      if (/<(csv|file|path)>/.test(option.flags)) found.push([...path, option.long].join(' '));
    }
    for (const each of command.commands) visit(each, [...path, each.name()]);
  };
  visit(createProgram(processTerminal()), []);
  const tried = FILES.map((words) => [...words.slice(0, 2), words.at(-1)].join(' '));
  expect(tried.sort()).toEqual(found.sort());
});

test.each(FILES)('a file that does not exist, or a folder: %s %s', async (...words) => {
  const partner = formatId('prt', await shop.partner());
  const args = words.map((word) => (word === 'PARTNER' ? partner : word));
  const missing = await runHere(shop, [...args, join(dataDir, 'nowhere.csv')]);
  expect([missing.code, missing.value.detail]).toEqual([
    1,
    `There is no file ${join(dataDir, 'nowhere.csv')}; check its name and its folder.`,
  ]);
  const folder = await runHere(shop, [...args, dataDir]);
  expect([folder.code, folder.value.detail]).toEqual([1, `${dataDir} is a folder; name a file.`]);
});

test('a file that says neither product nor cost, has other columns, and no header', async () => {
  const path = join(dataDir, 'bare.csv');
  await writeFile(path, 'x1;QRST-0001-AAAA\nx2;QRST-0002-AAAA\n');
  const importBare = (...more: string[]) =>
    run('import', '--file', path, '--json', '--no-header', ...more);
  const stated = ['--column', '1=ignore', '--column', '2=code', '--product', 'PSN-GB-50'];
  const refused = (await importBare('--product', 'PSN-GB-50')).value;
  expect(refused.detail).toMatch(/^The first row does not have all stated columns; it lacks code/);
  expect((await importBare(...stated, '--cost', '1.2345')).value.errors).toMatchObject([
    { pointer: '/cost' },
  ]);
  const past = (await importBare(...stated, '--expires-at', '2020-01-01')).value;
  expect(past.errors).toMatchObject([{ pointer: '/expires_at' }]);
  const lot = (await importBare(...stated, '--cost', '44.10')).value;
  expect(lot).toMatchObject({ status: 'complete', accepted: 2, rejected: 0 });
  const runs = await shop.rows<{ cost: number }>(
    `SELECT r.cost FROM stock.runs r JOIN stock.lots l USING (lot_id) WHERE l.file_name = 'bare.csv'`,
  );
  expect(runs).toEqual([{ cost: 4410 }]);
  // With another cost it is another lot, of codes that are there already.
  const other = (await importBare(...stated, '--cost', '45.00')).value;
  expect(other).toMatchObject({ accepted: 0, duplicates: 2 });
  expect((await importBare('--column', 'code=2')).code).toBe(2);
});

test('how long stock lasts, and a threshold', async () => {
  const unknown = await run('set-threshold', '--sku', 'PSN-XX-1', '--codes', '5', '--json');
  expect(unknown.value.code).toBe('unknown_product');
  expect((await run('set-threshold', '--sku', 'PSN-US-50')).code).toBe(1);
  expect((await run('set-threshold', '--sku', 'PSN-US-50', '--codes', '900')).out).toContain(
    'staff are warned when PSN-US-50 has 900 codes or fewer',
  );
  expect((await run('levels')).out).toMatch(
    /PSN-US-50 +available \d+ {2}no sales {2}threshold 900 {2}low/,
  );
  const levels = JSON.parse((await run('levels', '--json')).out);
  expect(levels).toContainEqual(
    expect.objectContaining({ sku: 'PSN-US-50', threshold: 900, is_low: true, cover_days: null }),
  );
  await run('set-threshold', '--sku', 'PSN-US-50', '--none');
  expect((await run('levels')).out).toContain('no threshold');
});
