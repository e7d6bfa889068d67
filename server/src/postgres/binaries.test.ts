/**
 * Guards: the PostgreSQL that npm unpacked runs although no install script ran, in a package that we may not write to,
 * and from a copy in another place.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { childEnvironment } from './account.ts';
import { completeBinaries, findBinaries } from './binaries.ts';
import { preparePlace } from './place.ts';
import { relocate } from './relocate.ts';

let root: string;
let folder: string;
let spare: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'psnb2b-binaries-'));
  folder = join(root, 'linux-x64');
  spare = join(root, 'spare');
  mkdirSync(join(folder, 'native', 'bin'), { recursive: true });
  for (const name of ['initdb', 'postgres']) {
    writeFileSync(join(folder, 'native', 'bin', name), '', { mode: 0o644 });
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '18.4.0' }));
  const links = [{ source: 'native/lib/libx.so.6.18', target: 'native/lib/libx.so.6' }];
  writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function unpackLibrary(): void {
  mkdirSync(join(folder, 'native', 'lib'));
  writeFileSync(join(folder, 'native', 'lib', 'libx.so.6.18'), '');
}

test('makes the missing links and the executable bit, and may do so twice', () => {
  unpackLibrary();
  const binaries = completeBinaries(folder, spare);
  expect(completeBinaries(folder, spare)).toEqual(binaries);
  expect(binaries.version).toBe('18.4.0');
  expect(binaries.libraryPath).toBeNull();
  expect(readlinkSync(join(folder, 'native', 'lib', 'libx.so.6'))).toBe('libx.so.6.18');
  expect(statSync(binaries.postgres).mode & 0o111).toBe(0o111);
});

test('puts the links into the spare folder if the package cannot be written to', () => {
  const binaries = completeBinaries(folder, spare);
  expect(binaries.libraryPath).toBe(`${spare}:${join(folder, 'native', 'lib')}`);
  expect(readlinkSync(join(spare, 'libx.so.6'))).toBe(join(folder, 'native/lib/libx.so.6.18'));
});

test('programs of a package that cannot be written to find all libraries', () => {
  const { folder: installed } = findBinaries(spare);
  const list: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(installed, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  const linked = new Set(list.map(({ target }) => join(installed, target)));
  for (const part of ['bin', 'lib']) {
    cpSync(join(installed, 'native', part), join(folder, 'native', part), {
      recursive: true,
      filter: (source) => !linked.has(source),
    });
  }
  // Links into a folder that is missing fail as in a folder that is read-only, also for root.
  const away = list.map((each) => ({
    ...each,
    target: each.target.replace('native/lib', 'native/away'),
  }));
  writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(away));
  const { initdb, libraryPath } = completeBinaries(folder, spare);
  const { stdout, stderr } = spawnSync(initdb, ['--version'], {
    env: childEnvironment(libraryPath),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('PostgreSQL');
});

test('copies the programs to where others can reach them, and again for another version', () => {
  unpackLibrary();
  const place = preparePlace(join(root, 'data'));
  const shared = join(root, 'shared');
  const binaries = completeBinaries(folder, spare);
  const moved = relocate(place, binaries, shared);
  expect(moved.binaries.postgres.startsWith(shared)).toBe(true);
  expect(existsSync(moved.binaries.postgres)).toBe(true);
  expect(moved.place.cluster.startsWith(shared)).toBe(true);
  expect(relocate(place, binaries, shared)).toEqual(moved);
  const newer = relocate(place, { ...binaries, version: '18.5.0' }, shared);
  expect(newer.binaries.folder).not.toBe(moved.binaries.folder);
  expect(newer.place).toEqual(moved.place);
});
