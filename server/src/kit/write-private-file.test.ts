/** Guards: a file with business data is readable by its owner alone, replaces nothing, and is whole or not there. */
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writePrivateFile } from './write-private-file.ts';

const folder = await mkdtemp(join(tmpdir(), 'psnb2b-private-'));
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const pieces = (...texts: string[]) => texts.map((text) => Buffer.from(text));

test('it is whole, and only its owner reads it', async () => {
  expect(await writePrivateFile(at('a.csv'), pieces('one,', 'two\n'))).toBe(8);
  expect(await readFile(at('a.csv'), 'utf8')).toBe('one,two\n');
  expect((await stat(at('a.csv'))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['a.csv']);
});

test('what is there already stays as it is', async () => {
  await writeFile(at('b.csv'), 'mine');
  await chmod(at('b.csv'), 0o644);
  await expect(writePrivateFile(at('b.csv'), pieces('other'))).rejects.toMatchObject({
    details: { errors: [{ pointer: '/out', detail: expect.stringContaining('already') }] },
  });
  expect(await readFile(at('b.csv'), 'utf8')).toBe('mine');
  // The beginning of another one, too.
  await writeFile(at('c.csv.part'), 'begun');
  await expect(writePrivateFile(at('c.csv'), pieces('other'))).rejects.toThrow();
  expect(await readFile(at('c.csv.part'), 'utf8')).toBe('begun');
  await expect(stat(at('c.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test.each([
  ['e.csv', ['e.csv', 'e.csv.part'], 'e\\.csv \\(empty\\) and .*e\\.csv\\.part\\.'],
  ['f.csv', ['f.csv'], 'f\\.csv \\(empty\\)\\.'],
  ['g.csv', ['g.csv.part'], 'it left [^ ]*g\\.csv\\.part\\.'],
])('what a killed run leaves of %s is named as that, and stays', async (name, left, sentence) => {
  for (const each of left) await writeFile(at(each), each.endsWith('.part') ? 'begun' : '');
  await expect(writePrivateFile(at(name), pieces('other'))).rejects.toMatchObject({
    details: { errors: [{ pointer: '/out', detail: expect.stringMatching(sentence) }] },
  });
  expect((await readdir(folder)).filter((each) => each.startsWith(name))).toEqual(left);
  for (const each of left) await rm(at(each));
  expect(await writePrivateFile(at(name), pieces('whole'))).toBe(5);
});

test('until it is whole it is empty, and after a failure it is not there', async () => {
  async function* failing() {
    yield Buffer.from('begun');
    expect((await stat(at('d.csv'))).size).toBe(0);
    throw new Error('the source failed');
  }
  await expect(writePrivateFile(at('d.csv'), failing())).rejects.toThrow('the source failed');
  expect((await readdir(folder)).filter((name) => name.startsWith('d'))).toEqual([]);
});

test('a folder that does not exist is named', async () => {
  await expect(writePrivateFile(at('no/a.csv'), [])).rejects.toMatchObject({
    details: {
      errors: [{ detail: expect.stringMatching(/^There is no folder for .*no\/a\.csv;/) }],
    },
  });
});
