/**
 * Guards: the bundle runs only while it matches the sources. If any source has changed, is missing or was never
 * recorded, the sources themselves run: slower, but never outdated code.
 */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

interface Entry {
  entryPoint(root: string): string;
  threadEntry(main: string | undefined, root: string): string;
  stateOf(file: string): string;
}

// Plain JavaScript, so that any Node can run it; it has no types.
const entry = (await import(join(import.meta.dirname, '../bin/entry.mjs'))) as Entry;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'psnb2b-entry-'));
  for (const path of ['a.ts', 'b.ts', 'package-lock.json']) write(path, '1');
  const inputs = ['a.ts', 'b.ts', 'package-lock.json'].map((path) => [path, state(path)]);
  write('server/dist/inputs.json', JSON.stringify(Object.fromEntries(inputs)));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const state = (path: string) => entry.stateOf(join(root, path));
const chosen = () => entry.entryPoint(root).slice(root.length + 1);

test('the bundle, while no source has changed', () => {
  expect(chosen()).toBe('server/dist/psnb2b-server.js');
});

test.each([
  ['longer', () => write('b.ts', '12')],
  ['another of the same length', () => utimesSync(join(root, 'b.ts'), 1, 1)],
  ['gone', () => rmSync(join(root, 'a.ts'))],
  ['of other packages', () => write('package-lock.json', '{}')],
  ['not noted', () => rmSync(join(root, 'server/dist/inputs.json'))],
  ['noted by half', () => write('server/dist/inputs.json', '{"a.ts":')],
])('the sources, once one is %s', (_, change) => {
  change();
  expect(chosen()).toBe('server/src/main.ts');
});

test('the thread of exports is of the same build as the process that starts it', () => {
  const thread = (main: string | undefined) => entry.threadEntry(main, root).slice(root.length + 1);
  expect(thread(undefined)).toBe('server/dist/export-thread.js');
  write('b.ts', '12');
  expect(thread(undefined)).toBe('server/src/export-thread.ts');
  expect(thread(join(root, 'server/dist/psnb2b-server.js'))).toBe('server/dist/export-thread.js');
});
