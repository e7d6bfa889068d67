/**
 * Guards: the stored log never has a silent gap: an archive whose place was another disk for a while ends, a database that is older
 * than its stored log writes nothing, and an archive that ended and cannot begin again keeps its age, its reason and its notice.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchBackups } from '../../src/acts/index.ts';
import { backupParts } from '../../src/backup-parts.ts';
import { archiveWal, readWalState } from '../../src/backups/index.ts';
import { noteStored } from '../../src/backups/wal-store.ts';
import { loadConfig } from '../../src/config/index.ts';
import { embeddedShop, runHere, type Shop } from '../../testkit/index.ts';
import { bucketUrl, openTestStore, type TestStore } from '../../testkit/object-store.ts';

const owned = new AsyncDisposableStack();
let folder: string;
let to: string;
let shop: Shop;
let store: TestStore;
let recipient: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wal-trouble-'));
  owned.defer(() => rm(folder, { recursive: true }));
  to = join(folder, 'backups');
  await mkdir(to);
  store = owned.use(await openTestStore());
  shop = owned.use(await embeddedShop()).shop;
  const made = await run('backup', 'new-key', '--out', join(folder, 'key.txt'));
  recipient = made.value.recipient;
  await schedule(to);
  await round();
});
afterAll(() => owned.disposeAsync());

const run = (...args: string[]) =>
  runHere(shop, [...args, '--json'], { ...store.env, DATABASE_URL: '' });
const schedule = async (place: string) => {
  const set = await run('backup', 'schedule', '--to', place, '--recipient', recipient);
  expect(set.value).toMatchObject({ wal: true });
};
function parts() {
  const { objectStore } = loadConfig(store.env);
  const config = { ...shop.app.config, databaseUrl: null, objectStore };
  return { ...shop.app, ...backupParts(config), isStopping: () => false };
}
const round = () => archiveWal(parts());
const state = () => readWalState(shop.app.database.reads);

interface Row extends Record<string, unknown> {
  readonly name: string;
  readonly sequence: number;
  readonly position: string;
  readonly failure: string | null;
  readonly looks: number;
}

async function openRow(): Promise<Row> {
  const [row] = await shop.rows<Row>(
    `SELECT name, sequence, position::text AS position, failure, looks
       FROM backups.wal_archives WHERE ended_at IS NULL`,
  );
  if (!row) throw new Error('no archive is open');
  return row;
}

const failureOf = async (name: string) =>
  (await shop.rows<Row>('SELECT failure FROM backups.wal_archives WHERE name = $1', [name]))[0]
    ?.failure;

const setBack = ({ name, sequence, position }: Row) =>
  shop.owner.transaction((tx) =>
    tx.query('UPDATE backups.wal_archives SET sequence = $2, position = $3 WHERE name = $1', [
      ...[name, sequence, position],
    ]),
  );

/** Every file of an archive with its bytes. */
async function filesOf(name: string): Promise<Record<string, string>> {
  const names = (await readdir(join(to, name))).sort();
  const texts = names.map(async (each) => [each, await readFile(join(to, name, each), 'base64')]);
  return Object.fromEntries(await Promise.all(texts));
}

test('a process that was killed before it noted a piece stores that piece again', async () => {
  const before = await openRow();
  await round();
  await setBack(before);
  await round();
  expect(await openRow()).toMatchObject({ name: before.name, sequence: before.sequence + 1 });
  const pieces = Object.keys(await filesOf(before.name)).filter((each) => each.endsWith('.wal'));
  expect(pieces).toHaveLength(before.sequence + 1);
});

test('a piece that does not follow the last one is never noted', async () => {
  const { name, sequence } = await openRow();
  for (const wrong of [sequence, sequence + 2]) {
    const piece = { sequence: wrong, end: 1n, until: null };
    await expect(
      shop.app.database.transaction((tx) => noteStored(tx, name, piece)),
    ).rejects.toThrow('a piece follows the one before');
  }
  expect(await openRow()).toMatchObject({ sequence });
});

test('a database that is older than its stored log writes nothing, and says what to run', async () => {
  const before = await openRow();
  await round();
  await round();
  const after = await openRow();
  await setBack(before);
  const files = await filesOf(before.name);
  await expect(round()).rejects.toThrow('This database is older than its stored log');
  expect(await filesOf(before.name)).toEqual(files);
  expect(await openRow()).toEqual({ ...before, looks: after.looks });
  expect((await state())?.failure).toContain('Run psnb2b-server restore adopt');
  await setBack(after);
  await round();
  expect(await openRow()).toMatchObject({ name: before.name, sequence: after.sequence + 1 });
  expect((await state())?.failure).toBeNull();
});

test('an archive goes on after its whole place was away', async () => {
  const before = await openRow();
  await rename(to, `${to}-away`);
  await expect(round()).rejects.toThrow();
  expect((await state())?.failure).toContain('There is no folder');
  await rename(`${to}-away`, to);
  await round();
  expect(await openRow()).toMatchObject({ name: before.name, sequence: before.sequence + 1 });
});

test('an archive whose folder was on a disk that was not mounted for a while ends, and another begins', async () => {
  const before = await openRow();
  const path = join(to, before.name);
  await rename(path, `${path}-away`);
  await round();
  expect(await failureOf(before.name)).toContain('head.json is missing');
  const next = await openRow();
  expect([next.name === before.name, next.sequence]).toEqual([false, 1]);
  expect(await readdir(to)).not.toContain(before.name);
  await rename(`${path}-away`, path);
  await round();
  expect(await openRow()).toMatchObject({ name: next.name, sequence: 2 });
});

test('an archive whose folder is an older copy ends', async () => {
  const before = await openRow();
  const path = join(to, before.name);
  await cp(path, `${path}-copy`, { recursive: true });
  await round();
  await rm(path, { recursive: true });
  await rename(`${path}-copy`, path);
  await round();
  expect(await failureOf(before.name)).toContain(
    `says that piece ${before.sequence} is the newest`,
  );
  expect((await openRow()).name).not.toBe(before.name);
});

test('an archive that ended and cannot begin again keeps its age, its reason and its notice', async () => {
  await schedule(bucketUrl('shop'));
  await round();
  await watchBackups(parts());
  const { name } = await openRow();
  const change = (sql: string) => shop.owner.transaction((tx) => tx.query(sql));
  await change(`UPDATE backups.wal_archives SET until = until - interval '1 hour'`);
  await change('SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots');
  store.rule = ({ method }) =>
    ['PUT', 'POST'].includes(method) ? { status: 403, code: 'AccessDenied' } : undefined;
  // The second round finds no open archive at all.
  for (let each = 0; each < 2; each += 1) {
    await expect(round()).rejects.toThrow();
  }
  expect(await failureOf(name)).toContain('has removed a part of its log');
  expect(await shop.rows('SELECT FROM backups.wal_archives WHERE ended_at IS NULL')).toEqual([]);
  const found = await state();
  expect(found).toMatchObject({
    failure: expect.stringContaining('s3:PutObject'),
    hasBackup: null,
  });
  expect(found?.ageSeconds).toBeGreaterThan(3599);
  const notified = async () =>
    (await shop.rows<{ at: Date | null }>('SELECT notified_at AS at FROM backups.schedule'))[0]?.at;
  expect(await notified()).toBeNull();
  await watchBackups(parts());
  expect(await notified()).toBeInstanceOf(Date);

  store.rule = () => undefined;
  await round();
  expect(await state()).toMatchObject({ failure: null, hasBackup: false });
  expect((await state())?.ageSeconds).toBeLessThan(60);
  expect((await run('backup', 'schedule', '--off')).code).toBe(0);
  expect(await state()).toBeNull();
});
