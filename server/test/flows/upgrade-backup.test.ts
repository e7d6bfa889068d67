/**
 * Guards: a database of an older version is backed up before it is migrated, as that version had it, so that an upgrade can be taken back; a
 * scheduled place that cannot take the backup keeps the database as it is.
 */
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Database } from '../../src/kit/database/index.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import { clusterFolder } from '../../testkit/cluster-folder.ts';
import { runAlone } from '../../testkit/index.ts';

const MIGRATION = '0270_wal_archives';
let owned = new AsyncDisposableStack();
afterEach(async () => {
  await owned.disposeAsync();
  owned = new AsyncDisposableStack();
});

/** A folder as the version before this migration has left it. */
async function olderFolder(schedule?: { place: string; recipient: string }): Promise<string> {
  const { dataDir } = owned.use(await clusterFolder());
  // Its key file.
  await run(dataDir, ['migrate']);
  await onDatabase(dataDir, async (database) => {
    await database.transaction(async (tx) => {
      await tx.query('DROP TABLE backups.wal_archives');
      await tx.query('ALTER TABLE backups.schedule DROP COLUMN archives_wal');
      await tx.query('ALTER TABLE backups.made DROP COLUMN wal_archive, DROP COLUMN wal_sequence');
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
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  await using postgres = await openEmbedded({ dataDir });
  await using database = new Database({ url: postgres.url });
  return work(database);
}

const isMigrated = (dataDir: string) =>
  onDatabase(dataDir, async ({ reads }) => {
    const { rows } = await reads.query('SELECT FROM public.migrations WHERE name = $1', [
      MIGRATION,
    ]);
    return rows.length === 1;
  });
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
  const recipient = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj';
  const dataDir = await olderFolder({ place: '/nowhere/backups', recipient });
  const refused = await run(dataDir, ['migrate']);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('There is no folder /nowhere/backups');
  expect(refused.err).toContain('UPGRADE_BACKUP=off');
  expect(await isMigrated(dataDir)).toBe(false);
  expect((await run(dataDir, ['migrate'], { UPGRADE_BACKUP: 'off' })).code).toBe(0);
  expect(await isMigrated(dataDir)).toBe(true);
  expect(await readdir(dataDir)).not.toContain('before-upgrade');
});
