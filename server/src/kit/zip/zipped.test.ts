/** Guards: what goes into an archive comes out of it, whatever its pieces; an archive that breaks off is not taken for a whole one. */
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type ZipEntry, zipped } from './zipped.ts';

const at = new Date('2026-11-28T10:00:00Z');
const bytes = (text: string) => Buffer.from(text);

async function* entries(...all: [name: string, ...pieces: string[]][]): AsyncGenerator<ZipEntry> {
  for (const [name, ...pieces] of all) yield { name, at, pieces: pieces.map(bytes) };
}

async function collect(from: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of from) pieces.push(piece);
  return Buffer.concat(pieces);
}

const texts = (archive: Buffer) =>
  Object.entries(unzipSync(archive)).map(([name, data]) => [name, Buffer.from(data).toString()]);

test('files of any number of pieces, with names of any script', async () => {
  const archive = await collect(
    zipped(entries(['a.csv', 'one,', 'two'], ['Ромашка/b.pdf', '%PDF'], ['empty.txt'])),
  );
  expect(texts(archive)).toEqual([
    ['a.csv', 'one,two'],
    ['Ромашка/b.pdf', '%PDF'],
    ['empty.txt', ''],
  ]);
});

test('an archive whose files cannot all be read breaks off, and is no archive', async () => {
  async function* broken(): AsyncGenerator<ZipEntry> {
    yield* entries(['a.csv', 'one']);
    throw new Error('no more');
  }
  const got: Buffer[] = [];
  const reading = (async () => {
    for await (const piece of zipped(broken())) got.push(piece);
  })();
  await expect(reading).rejects.toThrow('no more');
  expect(got.length).toBeGreaterThan(0);
  expect(() => unzipSync(Buffer.concat(got))).toThrow();
});
