/** Guarantee: the clients' types are those of the doors' documents, as `npm run gen` makes them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedTypes } from './gen-types.ts';

test('nothing is to be generated', async () => {
  for (const [path, text] of await generatedTypes()) {
    expect(await readFile(join(import.meta.dirname, '../..', path), 'utf8'), path).toBe(text);
  }
});
