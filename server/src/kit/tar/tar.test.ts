/** Guards: an archive is read as it was written, and can write nowhere but into the folder that it is unpacked into. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTar, TarProblem, tarEnd, tarFile, withoutTarEnd } from './index.ts';

const AT = new Date('2026-11-29T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'tar-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function* pieces(archive: Buffer, size: number) {
  for (let at = 0; at < archive.length; at += size) yield archive.subarray(at, at + size);
}

async function read(archive: Buffer, size = 700, isSkipping = false) {
  const found: Record<string, string> = {};
  for await (const entry of readTar(pieces(archive, size))) {
    let text = '';
    if (!isSkipping) for await (const piece of entry.pieces) text += piece.toString();
    found[entry.name] = entry.isFolder ? 'folder' : text;
  }
  return found;
}

const CONTENT = { 'a/b': 'x'.repeat(1000), empty: '', block: 'y'.repeat(512) };
const ours = Buffer.concat([
  ...Object.entries(CONTENT).map(([name, text]) => tarFile(name, Buffer.from(text), AT)),
  tarEnd,
]);

test.each([1, 511, 512, 513, 100_000])(
  'what we write we read, in pieces of %i bytes',
  async (size) => {
    expect(await read(ours, size)).toEqual(CONTENT);
  },
);

test.each([1, 100, 1024, 1025, 100_000])('more can follow, in pieces of %i bytes', async (size) => {
  const begun: Buffer[] = [];
  for await (const piece of withoutTarEnd(pieces(ours, size))) begun.push(piece);
  const longer = Buffer.concat([...begun, tarFile('z', Buffer.from('more'), AT), tarEnd]);
  expect(await read(longer)).toEqual({ ...CONTENT, z: 'more' });
  const cut = withoutTarEnd(pieces(ours.subarray(0, -600), size));
  await expect(Array.fromAsync(cut)).rejects.toBeInstanceOf(TarProblem);
});

test.each([999, 100_000, 500_000])(
  'more can follow a long archive, in pieces of %i bytes',
  async (size) => {
    const large = 'z'.repeat(700_000);
    const long = Buffer.concat([tarFile('long', Buffer.from(large), AT), tarEnd]);
    const begun: Buffer[] = [];
    for await (const piece of withoutTarEnd(pieces(long, size))) begun.push(piece);
    expect(begun.length).toBeGreaterThan(1);
    const longer = Buffer.concat([...begun, tarFile('z', Buffer.from('more'), AT), tarEnd]);
    expect(await read(longer)).toEqual({ long: large, z: 'more' });
    const cut = withoutTarEnd(pieces(long.subarray(0, -600), size));
    await expect(Array.fromAsync(cut)).rejects.toBeInstanceOf(TarProblem);
  },
);

test('an entry whose content nobody reads is skipped', async () => {
  expect(Object.keys(await read(ours, 700, true))).toEqual(Object.keys(CONTENT));
});

test('the program tar reads ours, and we read its archives', async () => {
  const file = join(folder, 'ours.tar');
  writeFileSync(file, ours);
  const listed = execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).trim().split('\n');
  expect(listed).toEqual(Object.keys(CONTENT));
  execFileSync('tar', ['-xf', file, '-C', folder]);
  const theirs = execFileSync('tar', ['--format=ustar', '-cf', '-', '-C', folder, 'a', 'block']);
  expect(await read(theirs)).toEqual({ a: 'folder', 'a/b': CONTENT['a/b'], block: CONTENT.block });
});

test('an archive that ends too early, or that was changed, is refused', async () => {
  for (const bad of [ours.subarray(0, 700), ours.subarray(0, -1024), Buffer.alloc(512, 1)]) {
    await expect(read(bad)).rejects.toBeInstanceOf(TarProblem);
  }
});

test('links, absolute names and names that lead outside are refused', async () => {
  symlinkSync('/etc', join(folder, 'link'));
  const linked = execFileSync('tar', ['-cf', '-', '-C', folder, 'link']);
  const outside = ['../x', '/etc/x', 'a/../../x'].map((name) =>
    tarFile(name, Buffer.from('x'), AT),
  );
  for (const bad of [linked, ...outside]) {
    await expect(read(Buffer.concat([bad, tarEnd]))).rejects.toThrow('neither a file nor a folder');
  }
});
