/**
 * Guards: whatever a cell contains, a CSV reader gets it back as one cell, and a spreadsheet runs none of it; raw text
 * has every character unchanged.
 */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, NumberText } from './csv-line.ts';

const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'=+-@\t\r\n",;\' \u00a0\ufeff\uff1d|!A1'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
});
const rows = fc.array(fc.array(nasty, { minLength: 2, maxLength: 5 }), {
  minLength: 1,
  maxLength: 5,
});
const read = (text: string) =>
  parse(text, { relax_column_count: true, record_delimiter: '\r\n' }) as string[][];

test('raw, every text is read back unchanged', () => {
  fc.assert(
    fc.property(rows, (table) => {
      expect(read(table.map((row) => csvLine(row, { raw: true })).join(''))).toEqual(table);
    }),
    { numRuns: 500 },
  );
});

test('no cell begins a formula, and only such cells are changed, by one apostrophe', () => {
  fc.assert(
    fc.property(rows, (table) => {
      const found = read(table.map((row) => csvLine(row)).join(''));
      for (const [index, row] of table.entries()) {
        for (const [column, text] of row.entries()) {
          const seen = found[index]?.[column] ?? '';
          expect(seen.trimStart()).not.toMatch(/^[=+\-@\uff1d\uff0b\uff0d\uff20]/);
          expect(seen).not.toMatch(/^[\t\r\n]/);
          expect([text, `'${text}`]).toContain(seen);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['=cmd|/c calc!A1', "'=cmd|/c calc!A1\r\n"],
  ['+1', "'+1\r\n"],
  ['-1', "'-1\r\n"],
  [-1, '-1\r\n'],
  [new NumberText('-1.50'), '-1.50\r\n'],
  ['@SUM(A1)', "'@SUM(A1)\r\n"],
  ['\t=1', `"'\t=1"\r\n`],
  [' =1', "' =1\r\n"],
  ['\u200b=1', "'\u200b=1\r\n"],
  ['\uff1d1', "'\uff1d1\r\n"],
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"\r\n`],
  ['ABCD-EFGH', 'ABCD-EFGH\r\n'],
  [null, '\r\n'],
  [{ a: [1] }, '"{""a"":[1]}"\r\n'],
])('%j is written as %j', (value, line) => {
  expect(csvLine([value])).toBe(line);
});
