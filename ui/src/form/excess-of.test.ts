/** Guards: a text that is too long for its field is named, with how much of it fits, and is not cut. */
import { expect, test } from 'vitest';
import { excessOf } from './excess-of.ts';

test('what fits is not named; a character of two units is one', () => {
  expect(excessOf('x'.repeat(200), 200)).toBeNull();
  expect(excessOf('😀'.repeat(200), 200)).toBeNull();
  expect(excessOf('x'.repeat(10_000), undefined)).toBeNull();
});

test('what does not fit is named with both lengths', () => {
  expect(excessOf('x'.repeat(10_000), 2_000)).toBe(
    'At most 2,000 characters; this has 10,000. Nothing was cut.',
  );
  expect(excessOf('😀'.repeat(201), 200)).toBe(
    'At most 200 characters; this has 201. Nothing was cut.',
  );
});
