import { backupParts } from './backup-parts.ts';
import { failureOf, makeUpgradeBackup, readOlderSchedule } from './backups/index.ts';
import type { Config } from './config/index.ts';
import type { Clock } from './kit/clock.ts';
import { DatabaseProblem, type Db, pendingMigrations } from './kit/database/index.ts';
import type { Logger } from './kit/log.ts';
import type { KekSource } from './vault/index.ts';

interface Parts {
  readonly config: Config;
  readonly kek: KekSource;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Of the database's owner. */
  readonly ownerUrl: string;
}

/**
 * Makes a backup of an embedded database before this version migrates it, because migrations only go forward; none if there is nothing to migrate, or
 * UPGRADE_BACKUP is off. One that fails stops the start where backups are scheduled; elsewhere nobody has asked for them, and it is only logged.
 */
export async function backUpBeforeUpgrade(
  db: Db,
  { config, kek, clock, log, ownerUrl }: Parts,
): Promise<void> {
  if (config.databaseUrl !== null || !config.backsUpBeforeUpgrade) return;
  const pending = await pendingMigrations(db);
  if (pending.length === 0) return;
  log.info({ migrations: pending.length }, 'making a backup before the database is migrated');
  const schedule = await readOlderSchedule(db);
  try {
    const parts = { ...backupParts(config), kek, clock, ownerUrl, pending };
    const { folder, isUsedAgain } = await makeUpgradeBackup(db, schedule, parts);
    const made = isUsedAgain
      ? 'the backup that an attempt some minutes ago has made is used again'
      : 'a backup of before the upgrade was made';
    log.info({ folder }, made);
  } catch (error) {
    const why = failureOf(error);
    if (schedule === null) {
      log.warn({ why }, 'no backup was made before the upgrade, so there is no way back from it');
      return;
    }
    throw new DatabaseProblem(
      `No backup could be made before the database is migrated, so nothing was changed, and the older version can still be started: ${why} Set UPGRADE_BACKUP=off to migrate without one.`,
      { cause: error },
    );
  }
}
