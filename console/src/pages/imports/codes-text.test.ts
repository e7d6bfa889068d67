/** Guards: the browser reads of a file what the server will read of it: encoding, delimiter, names of columns, and lines by number. */
import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { fileOfLines, headOf, isFileOf, meaningOf, readHead, readRows } from './codes-text.ts';

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
  const rows = await readRows(file, { encoding, delimiter: ',' }, [1, 2, 3, 4, 5]);
  expect([...rows.values()]).toEqual(['code', 'A', 'B', 'C']);
});

test('a row with line breaks in a cell is one row, and those behind it keep their numbers', async () => {
  const file = new Blob(['code;note\r\nA;"two\r\nlines"\r\n\r\nB;"open\r\nC;"x"y\r\nD;\r\n']);
  const rows = await readRows(file, { encoding: 'utf-8', delimiter: ';' }, [2, 3, 5, 6, 7]);
  expect([...rows]).toEqual([
    [2, 'A;"two\nlines"'],
    [5, 'B;"open'],
    [6, 'C;"x"y'],
    [7, 'D;'],
  ]);
});

afterEach(() => vi.unstubAllGlobals());

test('a file is that of an import only if all of its bytes are the same', async () => {
  vi.stubGlobal('isSecureContext', true);
  const [own, other] = ['code\nA\n', 'code\nB\n'].map((text) => Buffer.from(text));
  const sha256 = createHash('sha256')
    .update(own ?? '')
    .digest('hex');
  const item = { bytes: 7, sha256 };
  const is = (bytes: Buffer | undefined, of: Parameters<typeof isFileOf>[0] = item) =>
    isFileOf(of, new Blob([new Uint8Array(bytes ?? [])]));
  expect([await is(own), await is(other), await is(own, { ...item, bytes: 8 })]).toEqual([
    ...[true, false, false],
  ]);
  expect(await is(own, { ...item, sha256: null })).toBeNull();
  vi.stubGlobal('isSecureContext', false);
  expect(await is(own)).toBeNull();
});

test('corrected lines go below the header, if there is one', () => {
  const head = headOf('code\nA\n');
  expect(head && fileOfLines(head, false, ['B', 'C'])).toBe('code\r\nB\r\nC\r\n');
  expect(head && fileOfLines(head, true, ['B'])).toBe('B\r\n');
});
