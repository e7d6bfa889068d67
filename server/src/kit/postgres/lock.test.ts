/** Guards: what runs under the lock runs alone, and an error frees it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withLock } from './lock.ts';

test('excludes others until it is left, also by an error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'psnb2b-lock-'));
  const path = join(folder, 'lock');
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
  const second = withLock(path, 5_000, async () => order.push('second in'));
  await expect(withLock(path, 50, async () => {})).rejects.toThrow(/has held .*lock/);
  release();
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(order).toEqual(['first in', 'first out', 'second in']);
  rmSync(folder, { recursive: true });
});
