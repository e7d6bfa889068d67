/** Guards: a pasted list is read line by line, and nothing of it is left out, merged or cut without a word. */
import type { InventoryItem } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { LINES_MAX, parseAddressLines, parseLines } from './parse-lines.ts';

const item = (region: string, denomination: number, more: Partial<InventoryItem> = {}) =>
  ({
    ...{ sku: `PSN-${region}-${denomination}`, region, denomination, status: 'active' },
    ...{ min_quantity: 2, max_quantity: 500, ...more },
  }) as InventoryItem;
const OFFER = {
  data: [item('US', 50), item('US', 25.5), item('GB', 20), item('US', 10, { status: 'paused' })],
  regions: [
    { region: 'US', name: 'United States' },
    { region: 'GB', name: 'United Kingdom' },
  ],
} as Parameters<typeof parseLines>[1];

function read(text: string) {
  const list = parseLines(text, OFFER);
  if (list.refused !== null) return list;
  return list.lines.map(({ number, item: found, quantity, fault }) => [
    ...[number, found?.sku ?? null, quantity, fault],
  ]);
}

test.each([
  ['commas', 'US,50,10'],
  ['semicolons', 'us;50;10'],
  ['tabs', 'US\t50.00\t10'],
  ['the name of its region', 'united states,50,10'],
  ['quotes, blanks and a byte order mark', '\uFEFF "US" , "50" , "10" '],
])('a line with %s', (_, text) => {
  expect(read(text)).toEqual([[1, 'PSN-US-50', 10, null]]);
});

test('a header is no line, and line numbers are those of the list', () => {
  expect(read('Region;Denomination;Quantity\r\n\r\nUS;25.5;2\r\nUK;20;3\r\n')).toEqual([
    [3, 'PSN-US-25.5', 2, null],
    [4, 'PSN-GB-20', 3, null],
  ]);
});

test.each([
  ['US,50', 'columns'],
  ['US,50,1,2', 'columns'],
  ['XX,50,10', 'region'],
  ['US,51,10', 'denomination'],
  ['US,,10', 'denomination'],
  ['US,50,0', 'quantity'],
  ['US,50,1.5', 'quantity'],
  ['US,50,1e9', 'quantity'],
  ['US,50,-3', 'quantity'],
  ['US,50,1', 'fewest'],
  ['US,50,501', 'most'],
  ['US,50,999999999', 'most'],
  ['US,10,5', 'paused'],
  ['<b>US</b>,50,10', 'region'],
])('%s: %s', (text, fault) => {
  expect(read(text)).toEqual([[1, expect.toSatisfy(() => true), expect.any(Number), fault]]);
});

test('a product twice stays twice', () => {
  expect(read('US,50,10\nUS,50,20')).toEqual([
    [1, 'PSN-US-50', 10, null],
    [2, 'PSN-US-50', 20, null],
  ]);
});

test('nothing but a header is empty, and 201 lines are refused whole', () => {
  for (const text of ['', ' \n\n', 'region,denomination,quantity\n']) {
    expect(read(text)).toEqual({ refused: 'empty' });
  }
  const lines = (count: number) => Array.from({ length: count }, () => 'US,50,10').join('\n');
  expect(read(lines(LINES_MAX))).toHaveLength(LINES_MAX);
  expect(read(lines(LINES_MAX + 1))).toEqual({ refused: 'too_many', lines: LINES_MAX + 1 });
});

test('the lines of an address', () => {
  expect(parseAddressLines('US-50x10,GB-20x5')).toBe('US,50,10\nGB,20,5');
  expect(parseAddressLines('US-50x10,nonsense,<b>')).toBe('US,50,10');
});
