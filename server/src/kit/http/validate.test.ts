/** Guards: the content of a text is checked only if its length is allowed, however expensive its pattern is. */
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { compileShape } from './validate.ts';

/** It would take 2^63 steps on the text below. */
const endless = '^(a+)+$';
const hostile = `${'a'.repeat(64)}!`;

test('a text that is too long is refused for its length alone', () => {
  const shape = compileShape(
    Type.Object({ name: Type.String({ maxLength: 30, pattern: endless }) }),
  );
  expect(shape({ name: hostile })).toMatchObject([{ pointer: '/name', code: 'max_length' }]);
});

test('a text of allowed length is checked by its pattern, in characters rather than units', () => {
  const shape = compileShape(Type.String({ maxLength: 2, pattern: '^[^a]*$' }));
  expect(shape('😀😀')).toEqual([]);
  expect(shape('a')).toMatchObject([{ pointer: '', code: 'pattern' }]);
  expect(shape('aa')).toMatchObject([{ pointer: '', code: 'pattern' }]);
  expect(compileShape(Type.String({ pattern: '^b$' }))('a')).toMatchObject([{ code: 'pattern' }]);
});
