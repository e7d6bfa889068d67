/**
 * Guards: a line of a purchase keeps its key while it says the same, and gets another as soon as it does not; what is typed as a
 * quantity is never read as another one; and nothing is changed while a call without an answer may still buy it.
 */
import type { InventoryItem } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { isMore, minus, sumOf, times } from '../../amounts.ts';
import {
  bodyOf,
  changed,
  combined,
  faultOf,
  isDoubtOver,
  knowing,
  lineOf,
  newDraft,
  retyped,
  textOf,
  withTerms,
  withTyped,
} from './draft.ts';

const item = {
  sku: 'PSN-US-50',
  region: 'US',
  denomination: 50,
  min_quantity: 2,
  max_quantity: 500,
  unit_price: '46.30',
} as InventoryItem;

test('a change of quantity, price or payment is another key; the same again is not', () => {
  const line = lineOf(item, 2);
  expect(changed(line, { quantity: 2 }).key).toBe(line.key);
  expect(changed(line, { quantity: 3 })).toMatchObject({ row: line.row, quantity: 3 });
  expect(changed(line, { quantity: 3 }).key).not.toBe(line.key);
  expect(changed(line, { price: '47.00' }).key).not.toBe(line.key);
  const draft = withTerms(newDraft(), [line], { terms: { payment: 'hold' } });
  expect(draft.lines[0]?.key).not.toBe(line.key);
  expect(bodyOf(draft, draft.lines)).toMatchObject({
    ...{ id: draft.id, payment: 'hold', lines: [{ quantity: 2, max_unit_price: '46.30' }] },
  });
  const numbered = withTerms(draft, draft.lines, { reference: ' PO-7 ', isGuarded: false });
  expect(numbered.lines[0]?.key).not.toBe(draft.lines[0]?.key);
  const { reference, lines } = bodyOf(numbered, numbered.lines);
  expect([reference, lines[0]?.max_unit_price]).toEqual(['PO-7', undefined]);
  expect(bodyOf(draft, draft.lines)).not.toHaveProperty('reference');
});

test('what was sent or seen is said with the next call, each key once and the latest of very many', () => {
  const line = lineOf(item, 2);
  expect(bodyOf(newDraft(), [line])).not.toHaveProperty('known_keys');
  const draft = knowing(knowing(newDraft(), ['a', 'b']), ['b', 'c']);
  expect(bodyOf(draft, [line]).known_keys).toEqual(['a', 'b', 'c']);
  const many = Array.from({ length: 1_000 }, (_, index) => String(index));
  const { knownKeys } = knowing(draft, many);
  expect([knownKeys.length, knownKeys[0], knownKeys.at(-1)]).toEqual([1_000, '0', '999']);
  // It stays known when the terms change, which gives every line another key.
  expect(withTerms(draft, [line], { terms: { payment: 'hold' } }).knownKeys).toEqual([
    'a',
    'b',
    'c',
  ]);
});

test('a product on several lines is combined only on request', () => {
  const twice = [lineOf(item, 2), lineOf(item, 3)];
  expect(withTyped(twice, item, '9')).toBe(twice);
  expect(combined(twice)).toMatchObject([{ quantity: 5 }]);
  const faulty = [lineOf(item, 2), retyped(lineOf(item, 3), '1.5')];
  expect(combined(faulty)).toEqual(faulty);
  expect(withTyped([], item, '4')).toMatchObject([{ quantity: 4 }]);
  expect(withTyped(withTyped([], item, '4'), item, '')).toEqual([]);
});

test.each([
  ['1.5', 0, 'quantity'],
  ['1e9', 0, 'quantity'],
  ['-5', 0, 'quantity'],
  ['1 000', 0, 'quantity'],
  ['1,000', 0, 'quantity'],
  ['ten', 0, 'quantity'],
  ['0', 0, 'quantity'],
  ['9999999999', 0, 'quantity'],
  ['1', 1, 'fewest'],
  ['501', 501, 'most'],
  ['15', 15, null],
  [' 15', 15, null],
  ['015', 15, null],
])('%s is read as %d codes and stays as it was typed', (text, quantity, fault) => {
  const [line = lineOf(item, 7)] = withTyped([], item, text);
  expect([textOf(line), line.quantity, faultOf(line, item)]).toEqual([text, quantity, fault]);
  const again = retyped(lineOf(item, 7), text);
  expect([textOf(again), again.quantity]).toEqual([text, quantity]);
  expect(retyped(again, '8')).toMatchObject({ quantity: 8, typed: null, row: again.row });
});

test('after a call without an answer, lines that it may still buy are left alone for a minute', () => {
  expect(isDoubtOver(5_000, 1, 5_000)).toBe(false);
  expect(isDoubtOver(5_000, 1, 64_999)).toBe(false);
  expect(isDoubtOver(5_000, 1, 65_000)).toBe(true);
  expect(isDoubtOver(5_000, 0, 5_000)).toBe(true);
});

test('amounts are added exactly, in the decimals of their currency', () => {
  expect(times('46.30', 3)).toBe('138.90');
  expect(times('7', 300)).toBe('2100');
  expect(sumOf(['0.10', '0.20'], '0.00')).toBe('0.30');
  expect(sumOf([], '0.000')).toBe('0.000');
  expect(minus('1.00', '1.05')).toBe('-0.05');
  expect(isMore('100.00', '99.99')).toBe(true);
});
