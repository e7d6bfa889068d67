/**
 * Guards: a database of an older version is backed up before it is migrated, as that version had it, so that an upgrade can be taken back; a
 * scheduled place that cannot take the backup keeps the database as it is. Attempts that fail or are killed leave one backup, which is listed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { listUpgradeBackups, makeUpgradeBackup } from '../../src/backups/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { Database, migrationNames } from '../../src/kit/database/index.ts';
import { embeddedPassword, openEmbedded } from '../../src/postgres/index.ts';
import { clusterFolder } from '../../testkit/cluster-folder.ts';
import { runAlone } from '../../testkit/index.ts';
import { bucketUrl, openTestStore } from '../../testkit/object-store.ts';

/** The newest, and what undoes it. */
const MIGRATION = '0293_spending_totals';
const UNDO = ['ALTER TABLE kit.spendings DROP COLUMN total'];
const CHILD = fileURLToPath(new URL('../../testkit/upgrade-child.ts', import.meta.url));
const RECIPIENT = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj';
let owned = new AsyncDisposableStack();
afterEach(async () => {
  await owned.disposeAsync();
  owned = new AsyncDisposableStack();
});

/** A folder as the version before this migration has left it. */
async function olderFolder(
  schedule?: { place: string; recipient: string },
  undo: readonly string[] = UNDO,
): Promise<string> {
  expect(MIGRATION).toBe((await migrationNames()).at(-1));
  const { dataDir } = owned.use(await clusterFolder());
  // Its key file.
  await run(dataDir, ['migrate']);
  await onDatabase(dataDir, async (database) => {
    await database.transaction(async (tx) => {
      for (const each of undo) await tx.query(each);
      await tx.query('DELETE FROM public.migrations WHERE name = $1', [MIGRATION]);
      if (!schedule) return;
      await tx.query(
        `INSERT INTO backups.schedule (place, every_hours, kept, recipients, changed_at, changed_by)
         VALUES ($1, 24, 7, $2, '2026-11-29', 'operator:test')`,
        [schedule.place, [schedule.recipient]],
      );
    });
  });
  return dataDir;
}

async function onDatabase<Result>(
  dataDir: string,
  work: (database: Database, url: string) => Promise<Result>,
): Promise<Result> {
  await using postgres = await openEmbedded({ dataDir });
  await using database = new Database({ url: postgres.url });
  return await work(database, postgres.url);
}

const isMigrated = (dataDir: string) =>
  onDatabase(dataDir, async ({ reads }) => {
    const { rows } = await reads.query('SELECT FROM public.migrations WHERE name = $1', [
      MIGRATION,
    ]);
    return rows.length === 1;
  });
const listed = (dataDir: string) =>
  onDatabase(dataDir, async ({ reads }) => {
    const { rows } = await reads.query<{ name: string }>(
      `SELECT m.name FROM backups.made m JOIN audit.entries e ON e.subject = m.name AND e.action = 'backup.made'
        WHERE e.actor = 'system:upgrade' AND m.bytes > 0 ORDER BY m.began_at`,
    );
    return rows.map(({ name }) => name);
  });
async function emptyPlace(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'upgrade-backup-'));
  owned.defer(() => rm(place, { recursive: true }));
  return place;
}
const run = (dataDir: string, args: string[], env = {}) =>
  runAlone(args, { DATA_DIR: dataDir, ...env });

test('without a schedule the backup is in DATA_DIR, has the older database, and can be restored', async () => {
  const dataDir = await olderFolder();
  expect((await run(dataDir, ['migrate'])).code).toBe(0);
  expect(await isMigrated(dataDir)).toBe(true);
  const folder = join(dataDir, 'before-upgrade');
  const [keyFile, name = ''] = await readdir(folder);
  expect([keyFile, name]).toEqual(['key.txt', expect.stringMatching(/^psnb2b-/)]);
  expect((await stat(join(folder, 'key.txt'))).mode & 0o077).toBe(0);
  const { rows } = await onDatabase(dataDir, ({ reads }) =>
    reads.query(
      `SELECT m.name, e.actor FROM backups.made m JOIN audit.entries e ON e.subject = m.name AND e.action = 'backup.made'`,
    ),
  );
  expect(rows).toEqual([{ name, actor: 'system:upgrade' }]);
  // Nothing is left to migrate, so nothing is made.
  expect((await run(dataDir, ['migrate'])).code).toBe(0);
  expect(await readdir(folder)).toEqual(['key.txt', name]);

  const restored = join(dataDir, 'restored');
  await mkdir(restored);
  const args = ['restore', '--from', join(folder, name), '--identity', join(folder, 'key.txt')];
  const back = await run(restored, [...args, '--json'], { KEK_FILE: join(dataDir, 'kek') });
  expect([back.code, back.value.broken]).toEqual([0, []]);
  // It was noted after the migration, and so is not in itself.
  const made = await onDatabase(restored, ({ reads }) => reads.query('SELECT FROM backups.made'));
  expect(made.rows).toEqual([]);
});

test('a schedule whose place cannot take the backup stops the upgrade, unless it is off', async () => {
  const dataDir = await olderFolder({ place: '/nowhere/backups', recipient: RECIPIENT });
  const refused = await run(dataDir, ['migrate']);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('There is no folder /nowhere/backups');
  expect(refused.err).toContain('UPGRADE_BACKUP=off');
  expect(await isMigrated(dataDir)).toBe(false);
  expect((await run(dataDir, ['migrate'], { UPGRADE_BACKUP: 'off' })).code).toBe(0);
  expect(await isMigrated(dataDir)).toBe(true);
  expect(await readdir(dataDir)).not.toContain('before-upgrade');
});

test('migrations that fail again and again leave one backup, which is listed once they have run', async () => {
  const place = await emptyPlace();
  // The column is there, so the migration fails.
  const dataDir = await olderFolder({ place, recipient: RECIPIENT }, []);
  expect((await run(dataDir, ['migrate'])).code).toBe(1);
  const made = await readdir(place);
  expect(made).toEqual([expect.stringMatching(/^psnb2b-[0-9TZ]+$/)]);
  expect((await run(dataDir, ['migrate'])).code).toBe(1);
  expect(await readdir(place)).toEqual(made);
  expect(await listed(dataDir)).toEqual([]);
  await onDatabase(dataDir, (database) =>
    database.transaction(async (tx) => {
      for (const each of UNDO) await tx.query(each);
    }),
  );
  expect((await run(dataDir, ['migrate'])).code).toBe(0);
  expect(await readdir(place)).toEqual(made);
  expect(await listed(dataDir)).toEqual(made);
  expect(await readdir(dataDir)).not.toContain('upgrade-backups.json');
});

test('a whole backup in a store that is away is listed, and one of which only the store knows is asked for again', async () => {
  const store = owned.use(await openTestStore());
  const { objectStore } = loadConfig(store.env);
  const { dataDir } = owned.use(await clusterFolder());
  await run(dataDir, ['migrate']);
  const notes = join(dataDir, 'upgrade-backups.json');
  const kek = { kind: 'file', path: join(dataDir, 'kek'), strict: false } as const;
  const parts = { dataDir, objectStore, kek };
  await onDatabase(dataDir, async (database, ownerUrl) => {
    const make = (pending: string) =>
      database.reading({}, (db) =>
        makeUpgradeBackup(
          db,
          { place: bucketUrl('shop'), recipients: [RECIPIENT] },
          {
            ...{ ...parts, ownerUrl, clock: systemClock(), software: '0.1.0' },
            ...{ pending: [pending], password: embeddedPassword(dataDir) },
          },
        ),
      );
    await make('one');
    const second = await make('two');
    const list = async () => {
      await listUpgradeBackups(database, parts);
      const { rows } = await database.reads.query('SELECT FROM backups.made');
      return rows.length;
    };
    // The process was killed before it had noted that the second one is whole.
    const noted = JSON.parse(await readFile(notes, 'utf8'));
    noted[1].manifest = null;
    await writeFile(notes, JSON.stringify(noted));
    store.rule = () => ({ status: 403, code: 'AccessDenied' });
    expect(await list()).toBe(1);
    expect(JSON.parse(await readFile(notes, 'utf8'))).toEqual([noted[1]]);
    store.rule = () => undefined;
    expect(await list()).toBe(2);
    expect(await readdir(dataDir)).not.toContain('upgrade-backups.json');
    const kept = [...store.objects.keys()].filter((key) =>
      second.folder.includes(key.slice(5, 30)),
    );
    expect(kept).toHaveLength(2);
  });
});

test('what an attempt that was killed during the copy has left is removed by the next', async () => {
  const place = await emptyPlace();
  const dataDir = await olderFolder({ place, recipient: RECIPIENT });
  const child = spawn(process.execPath, [CHILD, dataDir, place, RECIPIENT], { stdio: 'inherit' });
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
  expect(await readdir(place)).toEqual([expect.stringMatching(/\.part$/)]);
  expect((await run(dataDir, ['migrate'])).code).toBe(0);
  const left = await readdir(place);
  expect(left).toEqual([expect.stringMatching(/^psnb2b-[0-9TZ]+$/)]);
  expect(await listed(dataDir)).toEqual(left);
});

test('a backup of the same migrations is used again for some minutes, then replaced; a key that cannot be read is not', async () => {
  const place = await emptyPlace();
  const dataDir = await olderFolder();
  const make = (minutes: number, pending: readonly string[], schedule = true) =>
    onDatabase(dataDir, (database, ownerUrl) =>
      database.reading({}, (db) =>
        makeUpgradeBackup(db, schedule ? { place, recipients: [RECIPIENT] } : null, {
          ...{ dataDir, pending, objectStore: null, software: '0.1.0', ownerUrl },
          clock: { ...systemClock(), now: () => new Date(Date.now() + minutes * 60_000) },
          kek: { kind: 'file', path: join(dataDir, 'kek'), strict: false },
          password: embeddedPassword(dataDir),
        }),
      ),
    );
  const first = await make(0, ['one', 'two']);
  expect(await make(9, ['one', 'two'])).toEqual({ ...first, isUsedAgain: true });
  const second = await make(9, ['two']);
  expect(second.isUsedAgain).toBe(false);
  expect(await make(11, ['two'])).toEqual({ ...second, isUsedAgain: true });
  const third = await make(20, ['two']);
  expect(third.isUsedAgain).toBe(false);
  const names = [first, third].map(({ folder }) => folder.split('/').at(-1));
  expect((await readdir(place)).sort()).toEqual(names);
  expect((await run(dataDir, ['migrate'], { UPGRADE_BACKUP: 'off' })).code).toBe(0);
  expect(await listed(dataDir)).toEqual(names);

  const keyFile = join(dataDir, 'before-upgrade', 'key.txt');
  await mkdir(dirname(keyFile));
  await symlink(keyFile, keyFile);
  await expect(make(0, ['one'], false)).rejects.toThrow('ELOOP');
  expect((await lstat(keyFile)).isSymbolicLink()).toBe(true);
});
