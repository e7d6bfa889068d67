/** Guards: a lock that a killed server left stops purchases, says what to do, and loses nothing when a person deletes it. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spendingUpTo } from './spending.ts';

test('a lock that was left stops purchases until a person deletes it, and the sum stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'psnb2b-spending-'));
  try {
    const spending = spendingUpTo('100.00', { folder, holder: 'par_1', lockWaitMs: 1 });
    expect(await spending.take('60.00')).toBe(true);
    const [name = ''] = await readdir(join(folder, 'mcp'));
    const lock = join(folder, 'mcp', `${name}.lock`);
    await writeFile(lock, '4194305\n');
    await expect(spending.take('1.00')).rejects.toThrow(lock);
    await expect(spending.startOver()).rejects.toThrow('delete the file');
    await rm(lock);
    expect(await spending.take('60.00')).toBe(false);
    expect(await spending.take('40.00')).toBe(true);
    expect(await readdir(join(folder, 'mcp'))).toEqual([name]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
