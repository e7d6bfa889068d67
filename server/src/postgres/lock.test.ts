/**
 * Guards: work under the lock runs alone, whatever else its process does with the file, and an error or a kill frees
 * the lock.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tryFlock } from './flock.ts';
import { withLock } from './lock.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psnb2b-lock-'));
  path = join(folder, 'lock');
  writeFileSync(path, '');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('excludes others until it is released, also by an error', async () => {
  let release = (): void => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  const order: string[] = [];
  const first = withLock(path, 5_000, async () => {
    order.push('first in');
    await held;
    order.push('first out');
    throw new Error('broken');
  });
  // The order of the two is not promised.
  while (order.length === 0) await new Promise((done) => setImmediate(done));
  const second = withLock(path, 5_000, async () => order.push('second in'));
  await expect(withLock(path, 50, async () => {})).rejects.toThrow(/has held .*lock/);
  release();
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(order).toEqual(['first in', 'first out', 'second in']);
});

test('is kept if its process opens and closes the file once more', async () => {
  await withLock(path, 5_000, async () => {
    closeSync(openSync(path, 'a'));
    expect(await tryFlock(path)).toBe('busy');
  });
});

test('belongs to the process with the descriptor until that one ends, however it ends', async () => {
  const lock = await tryFlock(path);
  if (lock === 'busy' || lock === 'unsupported') throw new Error(`the file is ${lock}`);
  const child = spawn('sleep', ['600'], { stdio: ['ignore', 'ignore', 'ignore', lock.descriptor] });
  lock.release();
  expect(await tryFlock(path)).toBe('busy');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const next = await tryFlock(path);
  expect(next).toMatchObject({ descriptor: expect.any(Number) });
  if (typeof next === 'object') next.release();
});
