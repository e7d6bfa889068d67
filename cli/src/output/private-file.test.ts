/** Guards: a file whose codes were read is complete, also where a write is partial and a file system has no links. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import disk, { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPrivate, reserve } from './private-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psnb2b-file-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true });
});

/** From here on each write is half of what was asked for, and there are no links, as on exFAT. */
async function spoilDisk(): Promise<void> {
  await using file = await open(join(folder, 'any'), 'w');
  rmSync(join(folder, 'any'));
  const kind = Object.getPrototypeOf(file);
  const write = kind.write;
  vi.spyOn(kind, 'write').mockImplementation(function (this: unknown, ...given: unknown[]) {
    const [bytes, at, length, position] = given as [Uint8Array, number, number, number];
    return write.call(this, bytes, at, Math.ceil(length / 2), position);
  });
  const none = Object.assign(new Error('no links'), { code: 'EPERM' });
  vi.spyOn(disk, 'link').mockRejectedValue(none);
  syncBuiltinESMExports();
}

test('a file of codes is complete, and none that appeared meanwhile is replaced', async () => {
  await spoilDisk();
  const text = 'ABCD-EFGH-JKLM\n'.repeat(2_000);
  const path = join(folder, 'codes.csv');
  {
    await using file = await reserve(path, { bytes: 10, force: false });
    await file.fill(text);
  }
  expect(readFileSync(path, 'utf8')).toBe(text);
  const other = join(folder, 'other.csv');
  {
    await using file = await reserve(other, { bytes: 10, force: false });
    writeFileSync(other, 'mine');
    await expect(file.fill(text)).rejects.toThrow('exists');
  }
  expect(readFileSync(other, 'utf8')).toBe('mine');
  expect(readdirSync(folder).sort()).toEqual(['codes.csv', 'other.csv']);
});

test('of several that create one file, one creates it', async () => {
  await spoilDisk();
  const path = join(folder, 'key.json');
  const made = await Promise.all(['a', 'b', 'c'].map((text) => createPrivate(path, text)));
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(readFileSync(path, 'utf8')).toBe('abc'[made.indexOf(true)]);
  expect(readdirSync(folder)).toEqual(['key.json']);
});
