/**
 * Guards: a disk that is full, read-only or another one, and a backup that this version cannot open, are refused with what to change,
 * and nothing that is half written stays.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  formatManifest,
  MANIFEST,
  type Manifest,
  parseManifest,
} from '../../src/backups/manifest.ts';
import { embeddedShop, runHere, runOnDisk, type Shop } from '../../testkit/index.ts';

const MAIN = fileURLToPath(new URL('../../bin/psnb2b-server.mjs', import.meta.url));
/** The commands find the embedded database in their DATA_DIR. */
const EMBEDDED = { DATABASE_URL: '' };

const owned = new AsyncDisposableStack();
let shop: Shop;
let folder: string;
let disk: string;
let backup: string;
let recipient: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-places-'));
  owned.defer(() => rm(folder, { recursive: true }));
  shop = owned.use(await embeddedShop()).shop;
  const made = await runHere(shop, [
    'backup',
    'new-key',
    '--out',
    join(folder, 'key.txt'),
    '--json',
  ]);
  recipient = made.value.recipient;
  disk = join(folder, 'disk');
  for (const name of ['disk', 'good']) await mkdir(join(folder, name));
  const good = await runHere(shop, [...make(join(folder, 'good')), '--json'], EMBEDDED);
  backup = good.value.folder;
});
afterAll(() => owned.disposeAsync());

const make = (to: string) => ['backup', '--to', to, '--recipient', recipient];
const restore = (from: string, ...more: string[]) => [
  ...['restore', '--from', from, '--identity', join(folder, 'key.txt'), ...more],
];

/** Runs the real command, which alone has a disk with these options at `disk`. */
async function onDisk(options: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { dataDir } = shop.app.config;
  const base = { PATH: process.env.PATH, DEMO: 'off', DATA_DIR: dataDir };
  const settings = { ...base, KEK_FILE: join(dataDir, 'kek'), ...env };
  const ran = await runOnDisk(
    { folder: disk, options },
    [process.execPath, MAIN, ...args],
    settings,
  );
  return ran && { code: ran.code, said: ran.err, left: ran.left };
}

if ((await runOnDisk({ folder: tmpdir(), options: 'size=64k' }, ['true'], process.env)) === null) {
  console.log('this system allows no mounts: full and read-only disks are not tried');
} else {
  test.each([
    ['size=1m', 'is full; free some space'],
    ['size=64m,nr_inodes=2', 'is full; free some space'],
    ['ro', 'is read-only; mount it for writing'],
  ])('a backup to a disk with %s is refused, and leaves nothing', async (options, says) => {
    const ran = await onDisk(options, make(disk));
    expect(ran).toMatchObject({ code: 1, said: expect.stringContaining(says), left: [] });
    const [last] = (await runHere(shop, ['backup', 'list', '--json'])).value;
    // Where not even its folder can be made, too, the list says why.
    expect(last).toMatchObject({
      folder: expect.stringContaining(disk),
      failure: expect.stringContaining(says),
    });
  });

  test('a disk of its own takes a backup that is whole', async () => {
    const ran = await onDisk('size=512m', make(disk));
    expect(ran?.code).toBe(0);
    expect(ran?.left.map((path) => path.replace(/psnb2b-\w+/, 'NAME')).sort()).toEqual([
      ...['./NAME', './NAME/base.tar.zst.age', './NAME/manifest.json'],
    ]);
  });

  test.each([
    ['size=8m', 'MB left, but the database needs'],
    // There is room by its bytes, and none for another file.
    ['size=2g,nr_inodes=120', 'is full; free some space'],
    ['ro', 'is read-only; mount it for writing'],
  ])('a restore to a disk with %s is refused, and leaves no database', async (options, says) => {
    const env = { DATA_DIR: join(disk, 'data') };
    const ran = await onDisk(options, restore(backup), env);
    expect([ran?.code, ran?.said]).toEqual([1, expect.stringContaining(says)]);
    expect(
      ran?.left.filter((path) => !/^.\/data(\/postgres\.(lock|users|libraries))?$/.test(path)),
    ).toEqual([]);
    const files = await onDisk(options, restore(backup, '--unpack', join(disk, 'files')), env);
    expect([files?.code, files?.said, files?.left]).toEqual([1, expect.stringContaining(says), []]);
  });
}

/** A copy of the backup whose list says something else, sealed with the shop's own key. */
async function resealed(name: string, change: (manifest: Manifest) => Manifest): Promise<string> {
  const to = join(folder, name);
  await cp(backup, to, { recursive: true });
  const { manifest } = parseManifest(await readFile(join(to, MANIFEST), 'utf8'));
  await writeFile(join(to, MANIFEST), await formatManifest(shop.app.kek, change(manifest)));
  return to;
}

test('a backup of a newer version, of its PostgreSQL or of its format is refused before anything is written', async () => {
  const newer = await resealed('newer', (manifest) => ({
    ...manifest,
    ...{ software: '99.1.0', migration: '9999_later' },
  }));
  const postgres = await resealed('postgres', (manifest) => ({
    ...manifest,
    postgres: { ...manifest.postgres, version: '99.1' },
  }));
  const format = await resealed('format', (manifest) => ({
    ...manifest,
    format: 'psnb2b-backup/2',
  }));
  const env = {
    ...{ ...EMBEDDED, DATA_DIR: join(folder, 'fresh') },
    KEK_FILE: join(shop.app.config.dataDir, 'kek'),
  };
  for (const [from, says] of [
    [newer, 'by version 99.1.0, which is newer than this one: install that version'],
    [postgres, 'is of PostgreSQL 99, but this version brings 18'],
    [format, 'not a backup of this software, or one of a newer version'],
  ] as const) {
    const { code, value, err } = await runHere(shop, [...restore(from), '--json'], env);
    expect([code, value?.errors?.[0]?.detail ?? err]).toEqual([1, expect.stringContaining(says)]);
    await expect(readFile(join(folder, 'fresh', 'postgres.lock'))).rejects.toThrow('ENOENT');
  }
});
