/** Guards: a row whose dialog is open stays in its place, whatever leaves or enters the list meanwhile. */
import { expect, test } from 'vitest';
import { withHeld } from './with-held.ts';

const keyOf = (row: string) => row.slice(0, 1);
const held = (...keys: string[]) => new Set(keys);

test.each([
  ['nothing is held', ['a2'], ['a1', 'b1'], held(), ['a2']],
  ['it is still there, with its new values', ['a2', 'b2'], ['a1', 'b1'], held('b'), ['a2', 'b2']],
  ['it left the middle', ['a2', 'c2'], ['a1', 'b1', 'c1'], held('b'), ['a2', 'b1', 'c2']],
  ['the list is empty', [], ['a1', 'b1'], held('b'), ['b1']],
  ['the list is shorter than its place', ['a2'], ['a1', 'b1', 'c1'], held('c'), ['a2', 'c1']],
])('%s', (_name, rows, before, keys, shown) => {
  expect(withHeld(rows, before, keys, keyOf)).toEqual(shown);
});
