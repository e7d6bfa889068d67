/** Guards: a line of a purchase keeps its key while it says the same, and gets another as soon as it does not. */
import type { InventoryItem } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { isMore, minus, sumOf, times } from '../../amounts.ts';
import { bodyOf, changed, combined, lineOf, newDraft, withQuantity, withTerms } from './draft.ts';

const item = {
  sku: 'PSN-US-50',
  region: 'US',
  denomination: 50,
  unit_price: '46.30',
} as InventoryItem;

test('a change of quantity, price or payment is another key; the same again is not', () => {
  const line = lineOf(item, 2);
  expect(changed(line, { quantity: 2 }).key).toBe(line.key);
  expect(changed(line, { quantity: 3 }).key).not.toBe(line.key);
  expect(changed(line, { price: '47.00' }).key).not.toBe(line.key);
  const draft = withTerms(newDraft(), [line], { payment: 'hold' });
  expect(draft.lines[0]?.key).not.toBe(line.key);
  expect(bodyOf(draft, draft.lines)).toMatchObject({
    ...{ id: draft.id, payment: 'hold', lines: [{ quantity: 2, max_unit_price: '46.30' }] },
  });
});

test('a product on several lines is combined only on request', () => {
  const twice = [lineOf(item, 2), lineOf(item, 3)];
  expect(withQuantity(twice, item, 9)).toBe(twice);
  expect(combined(twice)).toMatchObject([{ quantity: 5 }]);
  expect(withQuantity([], item, 4)).toMatchObject([{ quantity: 4 }]);
  expect(withQuantity(withQuantity([], item, 4), item, 0)).toEqual([]);
});

test('amounts are added exactly, in the decimals of their currency', () => {
  expect(times('46.30', 3)).toBe('138.90');
  expect(times('7', 300)).toBe('2100');
  expect(sumOf(['0.10', '0.20'], '0.00')).toBe('0.30');
  expect(sumOf([], '0.000')).toBe('0.000');
  expect(minus('1.00', '1.05')).toBe('-0.05');
  expect(isMore('100.00', '99.99')).toBe(true);
});
