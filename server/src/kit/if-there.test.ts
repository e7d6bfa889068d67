/** Guards: only a file that surely is not there counts as missing; whatever else goes wrong is thrown. */
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder } from '../../testkit/index.ts';
import { ifThere } from './if-there.ts';

test('a missing file is nothing; one that cannot be read is not', async () => {
  await using folder = await emptyFolder();
  const at = (name: string) => join(folder.dataDir, name);
  expect(await ifThere(readFile(at('a')))).toBeNull();
  expect(await ifThere(readdir(at('b')))).toBeNull();
  await writeFile(at('a'), 'text');
  expect(await ifThere(readFile(at('a'), 'utf8'))).toBe('text');
  await expect(ifThere(readdir(at('a')))).rejects.toThrow('ENOTDIR');
  await symlink(at('c'), at('c'));
  await expect(ifThere(readFile(at('c')))).rejects.toThrow('ELOOP');
});
