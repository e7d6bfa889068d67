import { chmod, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendKekVersion, createKekFile, readKekFile } from './kek-file.ts';
import { parseKekText } from './kek-text.ts';
import { newKey } from './wrapped-key.ts';

// Guards: the key file is never half written, never readable by others, and never replaced by a second one.

const at = new Date('2026-11-24T00:00:00.000Z');
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kek-'));
  path = join(folder, 'kek');
});
afterEach(() => rm(folder, { recursive: true }));

test('made with mode 0600, and a second start keeps the first key', async () => {
  expect(await readKekFile(path, true)).toBeNull();
  const first = newKey();
  await createKekFile(path, first, at);
  await createKekFile(path, newKey(), at);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readKekFile(path, true))?.get(1)?.equals(first)).toBe(true);
});

test('a new version joins the old ones; leftovers of a killed write and links do no harm', async () => {
  await createKekFile(path, newKey(), at);
  await writeFile(`${path}.new`, 'half a li', { mode: 0o644 });
  const link = join(folder, 'link');
  await symlink(path, link);
  await appendKekVersion(link, 2, newKey(), at);
  const versions = await readKekFile(path, true);
  expect([...(versions?.keys() ?? [])]).toEqual([1, 2]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a single key is version 1, and stays so when another joins it', async () => {
  const key = newKey();
  await writeFile(path, `${key.export().toString('base64')}\n`, { mode: 0o600 });
  expect((await readKekFile(path, true))?.get(1)?.equals(key)).toBe(true);
  await appendKekVersion(path, 2, newKey(), at);
  const versions = await readKekFile(path, true);
  expect(versions?.get(1)?.equals(key)).toBe(true);
  expect(versions?.size).toBe(2);
});

test('one that group or others can use is refused in production, with the command to run', async () => {
  await createKekFile(path, newKey(), at);
  await chmod(path, 0o640);
  await expect(readKekFile(path, true)).rejects.toThrow(`run: chmod 600 ${path}`);
  expect(await readKekFile(path, false)).not.toBeNull();
});

test.each([
  '',
  'secret',
  '{"version":1}',
  '{"version":0,"key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}',
  '{"version":1,"key":"short"}',
  `{"version":1,"key":"${'A'.repeat(43)}"}\n{"version":1,"key":"${'A'.repeat(43)}"}`,
])('no key file: %s — reported in a sentence without its content', async (text) => {
  expect(() => parseKekText(text, 'The variable KEK')).toThrow(
    /^The variable KEK (is no|holds no)/,
  );
  if (text) {
    expect(() => parseKekText(text, 'X')).not.toThrow(text);
  }
});

test('a missing folder is created; a file in place of the folder is reported in a sentence', async () => {
  const deep = join(folder, 'no', 'kek');
  await createKekFile(deep, newKey(), at);
  expect((await stat(join(folder, 'no'))).mode & 0o777).toBe(0o700);
  await expect(readKekFile(folder, false)).rejects.toThrow(/cannot be read \(EISDIR\)/);
  await expect(createKekFile(join(deep, 'kek'), newKey(), at)).rejects.toThrow(/be written/);
});
