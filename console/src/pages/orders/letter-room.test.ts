/** Guards: a letter about as many orders as can be ticked names each of them, and leaves room for a text. */
import { messageLengthMax } from '@psnb2b/contract/states';
import { expect, test } from 'vitest';
import { letterRoom, orderLinesOf } from './letter-room.ts';

/** A page of a list, each order with the longest reference. */
const many = Array.from({ length: 100 }, (_, index) => ({
  id: `ord_${index}`,
  reference: String(index).padStart(64, 'R'),
}));

test('all names are below the longest text that fits, and nothing is cut', () => {
  const room = letterRoom([many.slice(0, 1), many]);
  const letter = 'T'.repeat(room) + orderLinesOf(many);
  expect(letter).toHaveLength(messageLengthMax);
  expect(many.filter(({ reference }) => !letter.includes(reference))).toEqual([]);
  expect(room).toBeGreaterThan(3_000);
});

test('an order without a reference is named by its id', () => {
  expect(orderLinesOf([{ id: 'ord_1', reference: null }])).toContain('ord_1');
});

test('where nothing is ticked, a text may have the length of a message', () => {
  expect(letterRoom([])).toBe(messageLengthMax);
});
