/**
 * Guards: the shapes of requests cost the start nothing: each is compiled once, at its first use or after the server listens, and
 * requests are served in between.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { TSchema } from 'typebox';
import { expect, test } from 'vitest';
import { lazyShapes } from './lazy-shapes.ts';

/** A schema of texts; `reads` has its name each time that it is compiled. */
function schema(name: string, reads: string[]): TSchema {
  return {
    type: 'string',
    get maxLength() {
      if (reads.at(-1) !== name) reads.push(name);
      return 2;
    },
  } as TSchema;
}

test('a shape is compiled at its first use, and once', () => {
  const reads: string[] = [];
  const shape = lazyShapes().of(schema('a', reads));
  expect(reads).toEqual([]);
  expect(shape('ab')).toEqual([]);
  expect(reads).toEqual(['a']);
  reads.length = 0;
  expect(shape('abc')).toMatchObject([{ code: 'max_length' }]);
  expect(shape(1)).toMatchObject([{ code: 'type' }]);
});

test('the shapes that nobody has used are compiled one per turn of the event loop', async () => {
  const reads: string[] = [];
  const shapes = lazyShapes();
  const [first] = ['a', 'b', 'c'].map((name) => shapes.of(schema(name, reads)));
  first?.('x');
  expect(reads).toEqual(['a']);
  shapes.compileAll();
  expect(reads).toEqual(['a', 'b']);
  await turn();
  expect(reads).toEqual(['a', 'b', 'c']);
});
