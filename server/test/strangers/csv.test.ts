/**
 * Guards: code files as other programs write them are read where their meaning is certain; where it is not, the file or
 * the row is refused with the true reason, and a code that a program destroyed is never sold.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '../../src/kit/refusal.ts';
import { oddLooks, shapeOf } from '../../src/stock/code-shape.ts';
import { inspectCodesFile, readRecords } from '../../src/stock/codes-file.ts';
import { fileSource } from '../../src/stock/codes-source.ts';
import { FAULTS, rowJudge } from '../../src/stock/judge-row.ts';
import { normaliseCode } from '../../src/vault/index.ts';

const inputs = new URL('csv/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'psnb2b-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A row is read as this text, or refused for this reason; a sentence refuses the whole file. */
type Outcome = RegExp | readonly (string | { readonly [line: number]: RegExp })[];

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'c01-gbk.csv': /not UTF-8 text; it seems to be GBK/,
  'c01b-cp1252.csv': /not UTF-8 text; it seems to be Windows-1252/,
  'c01c-shiftjis.csv': /not UTF-8 text; it seems to be Shift-JIS/,
  'c02-utf16le-bom-tab.csv': ['UTFA-0001-AAAA'],
  'c02b-utf16le-bom-comma.csv': ['UTFB-0001-AAAA'],
  'c02c-utf16be-bom.csv': ['UTFC-0001-AAAA'],
  'c02d-utf16le-nobom.csv': ['UTFD-0001-AAAA'],
  'c02e-tab.csv': ['TABA-0001-AAAA'],
  'c02f-pipe.csv': ['PIPE-0001-AAAA'],
  'c03-sep-comma.csv': ['SEPA-0001-AAAA'],
  'c03b-sep-semicolon.csv': ['SEPB-0001-AAAA'],
  'c03c-quoted-sep.csv': ['SEPC-0001-AAAA'],
  'c04-scientific.csv': [{ 2: /scientific/, 3: /scientific/, 4: /scientific/ }, 'GOOD-0004-AAAA'],
  'c04b-excel-errors.csv': [every(/a spreadsheet error/, 2, 7)],
  'c04c-placeholders.csv': [every(/a placeholder/, 2, 10)],
  'c04d-scientific-locale.csv': [every(/scientific/, 2, 4)],
  'c04e-float-tail.csv': [every(/number with decimals/, 2, 3)],
  'c04f-zeroed-digits.csv': [every(/zeroes after its fifteenth digit/, 2, 3)],
  'c05-excel-formula.csv': [{ 2: /quotes/ }],
  'c05b-excel-formula-quoted.csv': [{ 2: /begins with =/ }],
  'c05c-apostrophe.csv': [{ 2: /apostrophe/ }],
  'c05d-leading-zero.csv': ['000012345678'],
  'c06-nbsp-trailing.csv': ['NBSP-0001-AAAA', 'NBSP-0002-AAAA'],
  'c06b-zwsp.csv': ['ZWSP-0001-AAAA', 'ZWSP-0002-AAAA', { 4: /U\+200B 'ZERO WIDTH SPACE'/ }],
  'c06c-lrm.csv': ['LRMA-0001-AAAA', 'LRMA-0002-AAAA', 'LRMA-0003-AAAA'],
  'c06d-zwsp-header.csv': ['ZWHE-0001-AAAA'],
  'c06e-nbsp-header.csv': ['NBHE-0001-AAAA'],
  'c06f-softhyphen.csv': [{ 2: /U\+00AD 'SOFT HYPHEN'/ }],
  'c06g-double-bom.csv': ['DBOM-0001-AAAA'],
  'c06h-bom-mid.csv': ['MBOM-0001-AAAA'],
  'c07-fullwidth.csv': ['FULL-0001-AAAA'],
  'c07b-endash.csv': ['DASH-0001-AAAA', 'DASH-0002-AAAA', 'DASH-0003-AAAA'],
  'c07c-ideographic-space.csv': ['IDSP-0001-AAAA', 'IDSP-0002-AAAA'],
  'c07d-fullwidth-comma.csv': ['FWCM-0001-AAAA'],
  'c07e-cyrillic-homoglyph.csv': [{ 2: /U\+041E 'CYRILLIC CAPITAL LETTER O'/ }],
  'c08-cr-only.csv': ['CRAA-0001-AAAA', 'CRAA-0002-AAAA'],
  'c08b-mixed-eol.csv': ['MIXE-0001-AAAA', 'MIXE-0002-AAAA', 'MIXE-0003-AAAA'],
  'c08c-no-final-eol.csv': ['NOEO-0001-AAAA'],
  'c08d-blank-between.csv': ['BLNK-0001-AAAA', 'BLNK-0002-AAAA'],
  'c08e-ctrl-z.csv': ['CTRZ-0001-AAAA'],
  'c08f-leading-blank.csv': ['LEAD-0001-AAAA'],
  'c08g-cr-cr-lf.csv': ['CRCR-0001-AAAA', 'CRCR-0002-AAAA'],
  'c09-trailing-comma-all.csv': ['TRCA-0001-AAAA', 'TRCA-0002-AAAA'],
  'c09b-trailing-comma-rows.csv': ['TRCB-0001-AAAA', 'TRCB-0002-AAAA'],
  'c09c-trailing-many.csv': ['TRCC-0001-AAAA'],
  'c09e-empty-rows-commas.csv': ['EMPT-0001-AAAA'],
  'c11-decimal-comma-cost.csv': ['DECA-0001-AAAA 4625', 'DECA-0002-AAAA'],
  'c11b-currency-symbols.csv': [
    { 2: /^denomination is not a number/, 3: /^denomination/, 7: /^denomination/ },
    ...['CURR-0003-AAAA', 'CURR-0004-AAAA', 'CURR-0005-AAAA'],
  ],
  'c11c-thousands.csv': [{ 2: /^denomination/, 4: /^denomination/ }, 'THOU-0002-AAAA'],
  'c11d-cost-forms.csv': [
    { 2: /such as 46\.25/, 3: /^cost/, 4: /^cost/, 7: /^cost/ },
    ...['COST-0004-AAAA 4625', 'COST-0005-AAAA 0'],
  ],
  'c12-regions.csv': [
    { 3: /two letters/, 4: /two letters/, 8: /^unknown region/ },
    ...['REGA-0001-AAAA', 'REGA-0004-AAAA', 'REGA-0005-AAAA', 'REGA-0006-AAAA'],
  ],
  'c13-dates.csv': [
    every(/such as 2027-12-31/, 3, 4),
    every(/such as 2027-12-31/, 6, 8),
    every(/such as 2027-12-31/, 10, 12),
    ...['DATE-0001-AAAA', 'DATE-0004-AAAA', 'DATE-0008-AAAA', 'DATE-0012-AAAA', 'DATE-0013-AAAA'],
  ],
  'c14-pin-header.csv': /it lacks code\./,
  'c14b-two-columns.csv': /it lacks region, denomination, code\./,
  'c14c-codes-only.txt': /it lacks region, denomination, code\./,
  'c14d-extra-columns.csv': /Column 4 of the header occurs twice or is not known/,
  'c14e-header-case-spaces.csv': ['HCAS-0001-AAAA'],
  'c14f-header-order.csv': ['HORD-0001-AAAA'],
  'c14g-separator-dashes.csv': /it lacks region, denomination, code\./,
  'c14h-header-twice.csv': ['HTWI-0001-AAAA', { 3: /^unknown region/ }, 'HTWI-0002-AAAA'],
  'c15-duplicates.csv': ['DUPL-0001-AAAA', every(/^duplicate$/, 3, 8)],
  'c15b-dup-other-separators.csv': [
    ...['DUPS-0001-AAAA', 'DUPS_0001_AAAA', 'DUPS.0001.AAAA', 'DUPS/0001/AAAA'],
    ...['DUPS:0001:AAAA', '(DUPS-0001-AAAA)', 'asked about'],
  ],
  'c16-spaces.csv': ['SPAC 0001 AAAA', 'SPAC  0002  AAAA', 'asked about'],
  'c17-lengths.csv': [
    { 2: /4 to 64 visible/, 4: /4 to 64 visible/ },
    ...['A'.repeat(64), 'https://example.com/redeem?c=ABCD1234EFGH', 'user----pass----mail'],
    'asked about',
  ],
  'c18-labels.csv': [every(/has a label/, 2, 5)],
  'c19-read-only-folder.csv': ['ROFS-0001-AAAA', { 3: /^unknown region/ }],
};

function every(reason: RegExp, from: number, to: number): Record<number, RegExp> {
  return Object.fromEntries(Array.from({ length: to - from + 1 }, (_, at) => [from + at, reason]));
}

/** Reads a file as an import does: returns the accepted texts with their cost, and the reasons by line. */
async function read(path: string): Promise<{ taken: string[]; refused: Record<number, string> }> {
  const source = await fileSource(path);
  try {
    const file = await inspectCodesFile(source);
    const judge = rowJudge({
      ...file,
      costCurrency: 'USD',
      knowsRegion: (region) => ['US', 'GB', 'JP'].includes(region),
      findShelf: () => ({ shelfId: 1, productId: 1, hasForm: null }),
      hasSupplierForm: null,
    });
    const taken = new Map<string, string>();
    const looks = new Map<string, { shape: string; codes: number; firstLine: number }>();
    const refused: Record<number, string> = {};
    for await (const { records } of readRecords(file)) {
      for (const { fields, line } of records) {
        const row = fields ? judge(fields, Date.parse('2026-11-24')) : FAULTS.quotes;
        const code = typeof row === 'string' ? '' : normaliseCode(row.code);
        if (typeof row === 'string') refused[line] = row;
        else if (taken.has(code)) refused[line] = FAULTS.duplicate;
        else {
          taken.set(code, row.cost === null ? row.code : `${row.code} ${row.cost}`);
          const shape = shapeOf(row.code);
          const codes = (looks.get(shape)?.codes ?? 0) + 1;
          looks.set(shape, { shape, codes, firstLine: line });
        }
      }
    }
    const asked = oddLooks([...looks.values()]) ? ['asked about'] : [];
    return { taken: [...taken.values(), ...asked], refused };
  } finally {
    await source.close();
  }
}

async function expectOutcome(path: string, outcome: Outcome): Promise<void> {
  if (outcome instanceof RegExp) {
    const error = await read(path).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refusal);
    expect(error instanceof Refusal && error.details.detail).toMatch(outcome);
    return;
  }
  const { taken, refused } = await read(path);
  expect(taken).toEqual(outcome.filter((each) => typeof each === 'string'));
  const reasons = Object.assign({}, ...outcome.filter((each) => typeof each !== 'string'));
  expect(Object.keys(refused)).toEqual(Object.keys(reasons));
  for (const [line, reason] of Object.entries(refused)) {
    expect(reason).toMatch(reasons[line]);
    expect(reason).not.toMatch(/AAAA|0001|[0-9]{5}/);
  }
}

test('every input has an expected outcome', () => {
  expect(readdirSync(inputs).sort()).toEqual(Object.keys(OUTCOMES).sort());
});

test.each(Object.entries(OUTCOMES))('%s', async (name, outcome) => {
  await expectOutcome(new URL(name, inputs).pathname, outcome);
});

const UTF8 = (text: string) => Buffer.from(text);
const UTF16LE = (text: string) => Buffer.from(text, 'utf16le');
const UTF16BE = (text: string) => UTF16LE(text).swap16();
const FORMS = [',', ';', '\t', '|'].flatMap((delimiter) =>
  ['\n', '\r\n', '\r'].flatMap((end) =>
    [UTF8, UTF16LE, UTF16BE].flatMap((encode) =>
      ['', '\ufeff', '\ufeffsep='].map((start) => ({ delimiter, end, encode, start })),
    ),
  ),
);

test.each(FORMS)('$start $delimiter $end $encode', async ({ delimiter, end, encode, start }) => {
  const first = start.endsWith('sep=') ? [`${start}${delimiter}`] : [];
  const header = ['Region ', '"DENOMINATION"', '\u200bcode', '', ''].join(delimiter);
  const rows = [
    ['us', '50', '"FORM-0001-AAAA"', '', ''],
    ['', '', '', '', ''],
    ['US', '50', 'FORM-0002-AAAA'],
  ].map((cells) => cells.join(delimiter));
  const text = [...first, (first.length > 0 ? '' : start) + header, ...rows, '\u001a'].join(end);
  const path = join(folder, 'form.csv');
  writeFileSync(path, encode(text));
  await expectOutcome(path, ['FORM-0001-AAAA', 'FORM-0002-AAAA']);
});

const COMMA = 'region,denomination,code,serial,expires_at,cost';
const EXCEL = COMMA.replaceAll(',', ';');
const LATIN1 = (text: string) => Buffer.from(text, 'latin1');

/** Variants that other programs write: one file per program, with the rows that are read from it. */
test.each<[program: string, file: string | Buffer, outcome: Outcome]>([
  [
    'Excel, German',
    `\ufeff${EXCEL}\r\nUS;50,00;EXDE-0001-AAAA;;31.12.2027;46,25\r\n`,
    ['EXDE-0001-AAAA 4625'],
  ],
  ['Excel, German, as ANSI', LATIN1(`${EXCEL}\r\nUS;50;ABCD;Gr\xf6\xdfe;;\r\n`), /Windows-1252/],
  ['Excel, French', `\ufeff${EXCEL}\r\nUS;50;ABCD;;;46,25 €\r\n`, [{ 2: /such as 46\.25/ }]],
  [
    'Excel, Japanese',
    `\ufeff${COMMA}\r\nＵＳ,５０,ＥＸＪＡ－0001－AAAA,,2027/12/31,\r\n`,
    ['EXJA-0001-AAAA'],
  ],
  ['Excel, a day as it keeps it', `${COMMA}\r\nUS,50,ABCD,,46752,\r\n`, [{ 2: /2027-12-31/ }]],
  ['Excel, thousands', `${EXCEL}\r\nUS;50;ABCD;;;1.000\r\n`, [{ 2: /^cost may be thousands/ }]],
  [
    'Excel, thousands in columns by tabs',
    `${COMMA.replaceAll(',', '\t')}\r\nUS\t50\tABCD\t\t\t1,000\r\n`,
    [{ 2: /^cost may be thousands/ }],
  ],
  ['Excel, a denomination', `${EXCEL}\r\nJP;1.100;ABCD;;;\r\n`, [{ 2: /^denomination may be th/ }]],
  ['Excel, both', `${EXCEL}\r\nUS;50;ABCD;;;1.234,50\r\n`, [{ 2: /such as 46\.25/ }]],
  ['Excel, Swiss', `${EXCEL}\r\nUS;50;ABCD;;;1'234.50\r\n`, [{ 2: /such as 46\.25/ }]],
  [
    'LibreOffice, all in quotes',
    `"${COMMA.replaceAll(',', '","')}"\n"US","50","LIBR-0001-AAAA","0012","2027-12-31","46.250"\n`,
    ['LIBR-0001-AAAA 4625'],
  ],
  ['LibreOffice, blanks between', 'region denomination code\nUS 50 ABCD\n', /it lacks region/],
  ['Google Sheets', 'region,denomination,code\r\nUS,50,SHEE-0001-AAAA', ['SHEE-0001-AAAA']],
  ['Google Sheets, two lines in a cell', `${COMMA}\r\nUS,50,"AB\nCD",,,\r\n`, [{ 2: /U\+000A/ }]],
  ['Numbers, its title first', `Table 1\r\n${EXCEL}\r\nUS;50;ABCD;;;\r\n`, /first line must name/],
  [
    'PHP, a quote by its backslash',
    'region,denomination,code,serial\nUS,50,ABCD,"a\\"b"\n',
    [{ 2: /RFC 4180/ }],
  ],
  [
    'Python, line ends twice',
    'region,denomination,code\r\r\nUS,50,PYTH-0001-AAAA\r\r\nUS,50,PYTH-0002-AAAA\r\r\n',
    ['PYTH-0001-AAAA', 'PYTH-0002-AAAA'],
  ],
  [
    'Python, numbers without quotes',
    '"region","denomination","code"\r\n"US",50.0,"PYTH-0003-AAAA"\r\n',
    ['PYTH-0003-AAAA'],
  ],
  [
    'pandas, its index first',
    ',region,denomination,code\n0,US,50,ABCD\n',
    /Column 1 .* has no name/,
  ],
  ['pandas, what is missing', `${COMMA}\nUS,50,ABCD,,,nan\n`, [{ 2: /such as 46\.25/ }]],
  ['Word, its quotes', `${COMMA}\nUS,50,“ABCD-EFGH”,,,\n`, [{ 2: /U\+201C/ }]],
  ['a Mac of old', LATIN1(`${COMMA}\rUS,50,ABCD,caf\x8e,,\r`), /not UTF-8 text/],
  [
    'a report, its sum last',
    `${COMMA}\nUS,50,SUMS-0001-AAAA,,,1.00\nTotal,,,,,1.00\n`,
    ['SUMS-0001-AAAA 100', { 3: /^unknown region/ }],
  ],
  ['a report, a remark first', `# November\n${COMMA}\nUS,50,ABCD,,,\n`, /first line must name/],
  ['a table of Markdown', '| region | denomination | code |\n|---|---|---|\n', /has no name/],
  [
    'a quote that is left open',
    `${COMMA}\nUS,50,"ABCD,,,\nUS,50,OPEN-0002-AAAA,,,\n`,
    ['OPEN-0002-AAAA', { 2: /RFC 4180/ }],
  ],
])('%s', async (_program, file, outcome) => {
  const path = join(folder, 'program.csv');
  writeFileSync(path, file);
  await expectOutcome(path, outcome);
});

test.each([
  ['an Excel workbook', Buffer.from('PK\x03\x04rest'), /an Excel or Office file/],
  ['an old one', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /an Excel or Office file/],
  ['a web page', UTF8(' <HTML><table>'), /a web page or XML/],
  ['a packed file', Buffer.from('1f8b0800', 'hex'), /a packed file/],
  ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), /a picture;/],
  ['JSON', UTF8('\ufeff[{"code":"ABCD"}]'), /It is JSON;/],
  ['UTF-32', Buffer.from('fffe000072000000', 'hex'), /UTF-32/],
  [
    'Cyrillic',
    Buffer.from('region,denomination,code\nUS,50,\xcf\xe0\xf0\xf2\xe8\xff\n', 'latin1'),
    /Windows-1251/,
  ],
  ['half a character', UTF16LE('\ufeffregion,denomination,code\n').subarray(0, -1), /incomplete/],
])('%s is recognised', async (_name, bytes, sentence) => {
  const path = join(folder, 'other.csv');
  writeFileSync(path, bytes);
  await expectOutcome(path, sentence);
});

test.each([
  ...['2,19E+26', '1e15', '12E+10', '1.5E11', '#NV', '#WERT!', '#BEZUG!', '#', 'nan', 'Sold Out'],
  ...['<null>', '\\N', '[object  Object]', '????', '****', '____', 'x-x-x-x', '12-May', '1/2/2027'],
  ...['2027/12/31', '12345.5', '+ABCD-EFGH', '-ABCD-EFGH', '@ABCD-EFGH', '=ABCD', "'ABCD-EFGH"],
  ...[
    'Gift Card Code: ABCD-EFGH',
    'PIN:ABCD',
    'code=ABCD',
    '(12) ABCD-EFGH',
    '3) ABCD-EFGH',
    'ABCD,',
  ],
  ...['#GETTING_DATA', 'Err:502', 'TEST', 'EXAMPLE-CODE', 'Not Found', '2027-12-31', '12:30:00'],
  ...['2027-12-31T00:00:00Z', 'Dec-27', 'Jan 2027', '1.234.567.890.123', '1,234,567,890,123'],
  ...['ABCD-****-EFGH', 'XXXX-XXXX-1234', 'ABCD-1234-XXXX-XXXX', '<b>ABCD-0001-EFGH</b>'],
  ...['ABCD&amp;0001', '{code: ABCD-0001}', 'ABCD-0001-EFGH;ABCD-0002-EFGH'],
])('never sold: %s', async (code) => {
  const path = join(folder, 'wreck.csv');
  writeFileSync(path, `region;denomination;code\nUS;50;"${code}"\n`);
  const { taken, refused } = await read(path);
  expect(taken).toEqual([]);
  expect(refused[2]).toMatch(/^code /);
});

test.each([
  '1234E5678901',
  'E123-4567-8901',
  'NULL-0001-ABCD',
  'CODE-1234-ABCD',
  '123456789012',
  '1927-13-31',
  '123.45.6789',
  'XXXX-ABCD-EFGH',
  'ERR:5021',
])('may be a code: %s', async (code) => {
  const path = join(folder, 'code.csv');
  writeFileSync(path, `region,denomination,code\nUS,50,${code}\n`);
  expect((await read(path)).taken).toEqual([code]);
});
