/** Guards: a key acts on what its reader means: the ticked rows, else the row with the focus, else the page; never on another row. */
import { expect, test } from 'vitest';
import { pressable } from './keyed-acts.ts';

const button = (key: string, row: string | null = null, bulk = false) => ({ key, row, bulk });
const pages = [button('a'), button(']')];
const rows = [button('a', 'one'), button('r', 'one'), button('a', 'two')];

test('on a page without rows, each key presses the first button that has it', () => {
  expect(pressable([...pages, button('a')], null)).toEqual(pages);
});

test('in a list, only the row with the focus listens', () => {
  expect(pressable(rows, 'two')).toEqual([button('a', 'two')]);
  expect(pressable(rows, null)).toEqual([]);
  expect(pressable([...pages, ...rows], 'one')).toEqual([
    button('a', 'one'),
    button('r', 'one'),
    button(']'),
  ]);
});

test('ticked rows go before the row with the focus', () => {
  const bulk = button('a', null, true);
  expect(pressable([...rows, bulk], 'one')).toEqual([bulk, button('r', 'one')]);
});
