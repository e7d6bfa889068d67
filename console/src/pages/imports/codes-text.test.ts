/** Guards: the browser reads of a file what the server will read of it: encoding, delimiter, names of columns, and lines by number. */
import { expect, test } from 'vitest';
import { fileOfLines, headOf, meaningOf, readHead, readLines } from './codes-text.ts';

test.each([
  ['region,denomination,code\nUS,50,A', ',', ['region', 'denomination', 'code'], 1],
  ['sep=;\r\nregion;code\r\n', ';', ['region', 'code'], 2],
  ['\n;;\nRegion\tFace value\tPIN, or code\n', '\t', ['Region', 'Face value', 'PIN, or code'], 3],
  ['ABCD-0001', ',', ['ABCD-0001'], 1],
  ['"code";"a,b,c"\n', ';', ['code', 'a,b,c'], 1],
])('%j', (text, delimiter, cells, line) => {
  expect(headOf(text)).toMatchObject({ delimiter, cells, line });
});

test('a blank file has no first line', () => {
  expect(headOf('\n , ,\n')).toBeNull();
});

test('names of columns in any spelling', () => {
  expect(['Card-Code', ' EXPIRY date', 'PIN', 'toString'].map(meaningOf)).toEqual([
    ...['code', 'expires_at', null, null],
  ]);
});

test.each([
  ['utf-8', Buffer.from('\ufeffcode\r\nA\rB\nC')],
  ['utf-16le', Buffer.from('\ufeffcode\r\nA\rB\nC', 'utf16le')],
  ['utf-16le', Buffer.from('code\r\nA\rB\nC', 'utf16le')],
  ['utf-16be', Buffer.from('\ufeffcode\r\nA\rB\nC', 'utf16le').swap16()],
] as const)('lines of %s', async (encoding, bytes) => {
  const file = new Blob([new Uint8Array(bytes)]);
  expect(await readHead(file)).toMatchObject({ encoding, cells: ['code'] });
  expect(await readLines(file, encoding)).toEqual(['code', 'A', 'B', 'C']);
});

test('corrected lines go below the header, if there is one', () => {
  const head = headOf('code\nA\n');
  expect(head && fileOfLines(head, false, ['B', 'C'])).toBe('code\r\nB\r\nC\r\n');
  expect(head && fileOfLines(head, true, ['B'])).toBe('B\r\n');
});
