/** Guards: a page's own check of a body has exactly the server's limits, to the last value. */
import { expect, test } from 'vitest';
import { faultsOf } from './faults-of.ts';

const two = { type: 'string', maxLength: 2 } as const;
test.each([
  ['maximum', { maximum: 5 }, 5, 6],
  ['max_length', two, 'ab', 'abc'],
  ['max_length', two, '😀😀', '😀😀a'],
  ['pattern', { ...two, pattern: '^[^x]*$' }, '😀b', 'x'],
  ['pattern', { ...two, pattern: '^[^a-z]*$' }, '😀😀', '😀a'],
  ['max_items', { maxItems: 2 }, [1, 2], [1, 2, 3]],
  ['enum', { const: 'a' }, 'a', 'b'],
])('%s: the last value that passes and the first that does not', (code, shape, last, first) => {
  expect(faultsOf(shape, last)).toEqual([]);
  expect(faultsOf(shape, first)).toMatchObject([{ pointer: '', code }]);
});

test('a name of two characters, and a pointer to one with a slash', () => {
  const shape = { propertyNames: { maxLength: 2 }, additionalProperties: { type: 'string' } };
  expect(faultsOf(shape, { ab: '' })).toEqual([]);
  expect(faultsOf(shape, { abc: '' })).toMatchObject([{ pointer: '/abc' }]);
  expect(faultsOf(shape, { '~/': 1 })).toMatchObject([{ pointer: '/~0~1', code: 'type' }]);
});
