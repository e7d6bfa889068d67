/**
 * Guards: the committed OpenAPI document, error pages and lists of calls match the catalogue, and no outdated page is
 * left.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedFiles } from './generated.ts';

const root = join(import.meta.dirname, '../..');

test.each([...generatedFiles()])('%s is current', async (path, text) => {
  expect(await readFile(join(root, path), 'utf8'), 'run: node contract/build/gen.ts').toBe(text);
});

test('no page of a removed code remains', async () => {
  const pages = await readdir(join(root, 'docs/errors'));
  expect(pages.filter((name) => !generatedFiles().has(`docs/errors/${name}`))).toEqual([]);
});
