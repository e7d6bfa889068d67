/**
 * Guards: between two backups the log is stored, so that a restore has every order that was acknowledged before the chosen time, and
 * none after; an archive with a missing or changed piece, or a clock that ran backwards, is refused; one that has lost a part begins again with
 * a backup.
 */
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchBackups } from '../../src/acts/index.ts';
import { backupParts } from '../../src/backup-parts.ts';
import { archiveWal, checkWal, finishRecovery, openBackup } from '../../src/backups/index.ts';
import { formatHead, formatPiece, parsePiece, pieceName } from '../../src/backups/wal-piece.ts';
import { Database } from '../../src/kit/database/index.ts';
import { Refusal } from '../../src/kit/refusal.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import { embeddedShop, formatId, type Ran, runHere, type Shop } from '../../testkit/index.ts';

const owned = new AsyncDisposableStack();
let folder: string;
let to: string;
let shop: Shop;
let dataDir: string;
let key: string;
/** Orders by their acknowledgements, on a disk that the restore does not touch. */
let journal: string;
let backup: string;
let archive: string;
let middle: Date;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wal-archive-'));
  owned.defer(() => rm(folder, { recursive: true }));
  to = join(folder, 'backups');
  journal = join(folder, 'journal');
  await mkdir(to);
  const opened = owned.use(await embeddedShop());
  ({ shop, dataDir } = opened);
  await shop.stock({ codes: 200 });
  ({ key } = await shop.buyer({ balance: '100000.00' }));
  const { value } = await embedded(['backup', 'new-key', '--out', keyFile()]);
  const every = ['--to', to, '--recipient', value.recipient, '--keep', '1'];
  expect((await embedded(['backup', 'schedule', ...every])).value).toMatchObject({ wal: true });
  await archiveWal(parts());
  await watchBackups(parts());
  [backup = '', archive = ''] = (await readdir(to)).sort().map((name) => join(to, name));
  await Promise.all([1, 2, 3].map((buyer) => buy(`before-${buyer}`, 4)));
  await archiveWal(parts());
  await buy('before', 3);
  middle = new Date();
  await buy('after', 5);
  await archiveWal(parts());
  await buy('lost', 3);
});
afterAll(() => owned.disposeAsync());

const keyFile = () => join(folder, 'key.txt');
const embedded = (args: string[], env = {}) =>
  runHere(shop, [...args, '--json'], { DATABASE_URL: '', ...env });
const parts = () => ({
  ...shop.app,
  ...backupParts({ ...shop.app.config, databaseUrl: null }),
  isStopping: () => false,
});

async function buy(name: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const { status, body } = await shop.call<Order>('POST', '/orders', {
      key,
      body: { region: 'US', denomination: 50, quantity: 1 },
    });
    expect(status).toBe(201);
    await appendFile(journal, `${name} ${body.id}\n`);
  }
}

/** The orders of the journal whose names begin so. */
async function journalled(...names: string[]): Promise<string[]> {
  const lines = (await readFile(journal, 'utf8')).trim().split('\n');
  return lines
    .filter((line) => names.some((name) => line.startsWith(name)))
    .map((line) => line.split(' ')[1] ?? '')
    .sort();
}

async function restore(name: string, ...more: string[]): Promise<Ran> {
  const args = ['restore', '--from', backup, '--identity', keyFile(), ...more];
  return embedded(args, { DATA_DIR: join(folder, name), KEK_FILE: join(dataDir, 'kek') });
}

/** The orders of a restored folder, and the end of its last archive. */
async function ordersIn(name: string) {
  await using postgres = await openEmbedded({ dataDir: join(folder, name) });
  await using database = new Database({ url: postgres.url });
  const { rows } = await database.reads.query<{ id: string }>(
    'SELECT order_id AS id FROM orders.orders',
  );
  const settings = await database.reads.query<{ name: string }>(
    `SELECT name FROM pg_file_settings WHERE sourcefile LIKE '%postgresql.auto.conf'`,
  );
  const [epoch] = (
    await database.reads.query<{ at: Date }>('SELECT backup_at AS at FROM kit.epochs')
  ).rows;
  const open = await database.reads.query(
    'SELECT FROM backups.wal_archives WHERE ended_at IS NULL',
  );
  return {
    orders: rows.map(({ id }) => formatId('ord', id)).sort(),
    settings: settings.rows,
    restoredTo: epoch?.at,
    archives: open.rows.length,
  };
}

const said = ({ value, err }: Ran) => value?.errors?.[0]?.detail ?? err;

test('a restore to a time has what was acknowledged before, and nothing after', async () => {
  const { code, value, err } = await restore('middle', '--to', middle.toISOString());
  expect([code, err]).toEqual([0, '']);
  expect(value).toMatchObject({ recovery_point: middle.toISOString(), broken: [] });
  expect(value.took_seconds).toBeGreaterThan(0);
  expect(await ordersIn('middle')).toEqual({
    orders: await journalled('before'),
    ...{ settings: [], restoredTo: middle, archives: 0 },
  });
});

test('a restore to the latest loses only what was not stored yet', async () => {
  const { code, value } = await restore('latest');
  expect([code, value?.broken]).toEqual([0, []]);
  const found = await ordersIn('latest');
  expect(found.orders).toEqual(await journalled('before', 'after'));
  expect(found.restoredTo?.toISOString()).toBe(value.recovery_point);
  expect(Date.parse(value.recovery_point)).toBeGreaterThan(middle.getTime());
});

test('a time that the log does not have is refused, and says which it has', async () => {
  const { ended_at: endedAt } = JSON.parse(await readFile(join(backup, 'manifest.json'), 'utf8'));
  for (const [time, says] of [
    ['2026-01-01T00:00:00Z', `The backup ended at ${endedAt}`],
    [new Date(Date.now() + 60_000).toISOString(), 'The log is stored until'],
    ['yesterday', 'is not a time like'],
  ] as const) {
    expect(said(await restore('refused', '--to', time))).toContain(says);
  }
  await expect(readdir(join(folder, 'refused', 'postgres'))).rejects.toThrow('ENOENT');
});

test('an archive with a missing, changed or exchanged piece is refused with what can be restored', async () => {
  const check = async () => said(await embedded(['backup', 'check', '--from', backup]));
  const copy = join(folder, 'copy');
  await cp(archive, copy, { recursive: true });
  const again = async () => {
    await rm(archive, { recursive: true });
    await cp(copy, archive, { recursive: true });
  };
  const pieces = (await readdir(archive)).filter((name) => name.endsWith('.wal')).sort();
  expect(pieces.length).toBeGreaterThanOrEqual(3);
  const path = (at: number) => join(archive, pieces.at(at) ?? '');
  const flip = async (file: string, at: number) => {
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    await writeFile(file, bytes);
  };
  for (const [damage, says] of [
    [() => rm(path(-2)), 'is missing: the log since the backup is incomplete'],
    [() => rm(path(-1)), 'is missing: the log since the backup is incomplete'],
    [() => rm(join(archive, 'head.json')), 'is missing: the log since the backup is incomplete'],
    [() => cp(path(-1), path(-2)), 'does not follow what is before it'],
    [() => flip(path(-1), 40), 'was changed or damaged'],
    [async () => flip(path(-1), (await readFile(path(-1))).length - 5), 'was changed or damaged'],
    [() => flip(join(archive, 'head.json'), 40), 'was changed or damaged'],
  ] as const) {
    await damage();
    expect(await check()).toContain(says);
    await again();
  }
  expect(await check()).toBe('');
  // What is before the damage can still be restored to.
  await rm(path(-1));
  const refused = await restore('refused');
  expect(said(refused)).toContain('Restore to a time before it with --to');
  await again();
});

/** Opens copies of the backup and its archive, so that these can be changed. */
async function copied(name: string) {
  const place = join(folder, name);
  const nameOf = (path: string) => path.split('/').at(-1) ?? '';
  for (const path of [backup, archive]) {
    await cp(path, join(place, nameOf(path)), { recursive: true });
  }
  const { kek } = shop.app;
  const opened = await openBackup(join(place, nameOf(backup)), kek, null);
  const check = (to: Date | null) => checkWal(opened, kek, null, to);
  const from = opened.manifest.wal?.sequence ?? 0;
  return { folder: join(place, nameOf(archive)), from, check, endedAt: opened.manifest.ended_at };
}

const detailOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refusal ? error.details.errors?.[0]?.detail : error),
  );

test('a time that the clock had twice is refused with the times that are sure, also if a later piece shows it', async () => {
  await archiveWal(parts());
  const { folder: wal, from, check, endedAt } = await copied('twice');
  const { kek } = shop.app;
  const path = (sequence: number) => join(wal, pieceName(sequence));
  // One that another follows at once says no time.
  const timed: { sequence: number; until: Date }[] = [];
  const stored = (await readdir(wal)).filter((name) => name.endsWith('.wal'));
  for (let sequence = from + 1; sequence <= from + stored.length; sequence += 1) {
    const { until } = (await parsePiece(kek, '', await readFile(path(sequence)))).line;
    if (until !== null) timed.push({ sequence, until: new Date(until) });
  }
  const [first, second, later] = timed;
  if (!first || !second || !later) throw new Error('three rounds came after the backup');
  const setUntil = async (sequence: number, until: Date) => {
    const { line, encrypted } = await parsePiece(kek, '', await readFile(path(sequence)));
    const changed = { ...line, until: until.toISOString() };
    await writeFile(path(sequence), await formatPiece(kek, changed, encrypted));
  };
  expect((await check(middle))?.look?.at).toEqual(first.until);
  // What is after a time may be damaged.
  await writeFile(path(later.sequence), 'x');
  expect(await check(middle)).toMatchObject({ last: second.sequence, look: { at: first.until } });
  expect(await detailOf(check(null))).toContain('was changed or damaged');
  // For one piece, the clock was four hours ahead.
  const ahead = new Date(first.until.getTime() + 4 * 3_600_000);
  await setUntil(first.sequence, ahead);
  for (const to of [middle, second.until, new Date(ahead.getTime() - 1)]) {
    expect(await detailOf(check(to))).toContain(
      `a time from ${endedAt} to ${ahead.toISOString()} can be two moments`,
    );
  }
  await rm(path(later.sequence));
  expect(await detailOf(check(null))).toContain('is missing');
});

test('a database that PostgreSQL recovered less far than the looks before a time is refused, whatever its clock says', async () => {
  const db = shop.app.inspector.reads;
  const [{ name = '', looks = 0 } = {}] = await shop.rows<{ name: string; looks: number }>(
    'SELECT name, looks FROM backups.wal_archives WHERE ended_at IS NULL',
  );
  const finish = (look: number, at: Date) =>
    detailOf(finishRecovery(db, { span: { archive: name, look: { at, look } } }));
  expect(looks).toBeGreaterThan(3);
  expect(await finish(looks, new Date(Date.now() + 3_600_000))).toBe('accepted');
  expect(await finish(looks + 1, new Date(0))).toContain('recovered the log only to about');
});

test('an archive that was set back to before its backup, and a file too large to be a piece, are refused', async () => {
  const { folder: wal, from, check } = await copied('set-back');
  const head = join(wal, 'head.json');
  const kept = await readFile(head);
  const line = { archive: wal.split('/').at(-1) ?? '', sequence: from - 1 };
  await writeFile(head, await formatHead(shop.app.kek, line));
  expect(await detailOf(check(null))).toContain('the archive was set back');
  await writeFile(head, Buffer.alloc(5_000, 'x'));
  expect(await detailOf(check(null))).toContain('head.json was changed or damaged');
  await writeFile(head, kept);
  await truncate(join(wal, pieceName(from + 1)), 33 * 1024 * 1024);
  expect(await detailOf(check(null))).toContain('is too large to be one of ours');
});

test('an archive that has lost a part ends; the next one begins with a backup, and the old one goes with its last backup', async () => {
  const [{ slot } = {}] = await shop.rows<{ slot: string }>(
    'SELECT slot FROM backups.wal_archives WHERE ended_at IS NULL',
  );
  await shop.rows('SELECT pg_drop_replication_slot($1)', [slot]);
  await archiveWal(parts());
  const archives = await shop.rows<{ name: string; failure: string | null; open: boolean }>(
    'SELECT name, failure, ended_at IS NULL AS open FROM backups.wal_archives ORDER BY began_at',
  );
  expect(archives).toMatchObject([
    { open: false, failure: expect.stringContaining('has removed a part of its log') },
    { open: true, failure: null },
  ]);
  // Pieces of the old one of which its row does not know.
  const archiveName = archive.split('/').at(-1) ?? '';
  const head = await formatHead(shop.app.kek, { archive: archiveName, sequence: 2500 });
  await writeFile(join(archive, 'head.json'), head);
  for (const number of ['00001700', '00002500', '00002501']) {
    await writeFile(join(archive, `${number}.wal`), '');
  }
  // At most one an hour is made because an archive waits for it.
  const before = await readdir(to);
  await watchBackups(parts());
  expect(await readdir(to)).toEqual(before);
  await shop.rows(`UPDATE backups.made SET began_at = began_at - interval '1 hour'`);
  await watchBackups(parts());
  const left = (await readdir(to)).sort();
  expect(left).toEqual([expect.stringMatching(/^psnb2b-2/), archives[1]?.name]);
  expect(left).not.toContain(backup.split('/').at(-1));
  expect((await shop.rows('SELECT FROM pg_replication_slots')).length).toBe(1);
  // Without a change there is no second backup.
  const madeAt = await watchBackups(parts());
  expect(await watchBackups(parts())).toEqual(madeAt);
  expect((await embedded(['backup', 'schedule', '--off'])).code).toBe(0);
  await archiveWal(parts());
  expect(await shop.rows('SELECT FROM pg_replication_slots')).toEqual([]);
  // Of a process that was killed before it dropped it.
  await shop.rows(`SELECT pg_create_physical_replication_slot('psnb2b_wal_left', true)`);
  await archiveWal(parts());
  expect(await shop.rows('SELECT FROM pg_replication_slots')).toEqual([]);
  expect(await shop.verify()).toEqual([]);
});
