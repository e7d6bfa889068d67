import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { MINUTE_MS } from '../kit/time.ts';

/** Where the worker puts backups. */
export interface BackupSchedule {
  readonly place: string;
  readonly everyHours: number;
  /** How many whole backups stay there. */
  readonly kept: number;
  /** Public keys, `age1…`. */
  readonly recipients: readonly string[];
  /** Whether the log between two backups is stored, too. */
  readonly archivesWal: boolean;
}

export interface StoredSchedule extends BackupSchedule {
  readonly changedAt: Date;
  readonly notifiedAt: Date | null;
}

/** Null: the worker makes no backups. */
export async function readSchedule(db: Db): Promise<StoredSchedule | null> {
  const { rows } = await db.query<StoredSchedule & Record<string, unknown>>(
    `SELECT place, every_hours AS "everyHours", kept, recipients, archives_wal AS "archivesWal",
            changed_at AS "changedAt", notified_at AS "notifiedAt" FROM backups.schedule`,
  );
  return rows[0] ?? null;
}

/** Sets it; null ends it. */
export async function setSchedule(tx: Tx, schedule: BackupSchedule | null, by: By): Promise<void> {
  const before = await readSchedule(tx);
  await tx.query('DELETE FROM backups.schedule');
  if (schedule) {
    const { place, everyHours, kept, recipients, archivesWal } = schedule;
    await tx.query(
      `INSERT INTO backups.schedule (place, every_hours, kept, recipients, archives_wal, changed_at, changed_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [place, everyHours, kept, recipients, archivesWal, by.at, by.actor],
    );
  }
  const detail = { before: recorded(before), after: recorded(schedule) };
  await recordAudit(tx, { ...by, action: 'backup.schedule_set', subject: 'backups', detail });
}

function recorded(schedule: BackupSchedule | null) {
  if (schedule === null) return null;
  const { place, everyHours, kept, recipients, archivesWal } = schedule;
  return { place, every_hours: everyHours, kept, recipients, archives_wal: archivesWal };
}

/** Clocks of two nodes differ by less. What began later than this from now was made while a clock ran ahead, nobody knows when. */
const SKEW_MS = MINUTE_MS;
const notAfter = (now: Date) => new Date(now.getTime() + SKEW_MS);

/** When the newest whole backup began: what was committed before is in it. Null if there is none. */
export async function lastBackupAt(db: Db, now: Date): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    'SELECT max(began_at) AS at FROM backups.made WHERE bytes IS NOT NULL AND began_at <= $1',
    [notAfter(now)],
  );
  return rows[0]?.at ?? null;
}

export async function lastAttemptAt(db: Db, now: Date): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    'SELECT max(began_at) AS at FROM backups.made WHERE began_at <= $1',
    [notAfter(now)],
  );
  return rows[0]?.at ?? null;
}

export async function markNotified(tx: Tx, at: Date | null): Promise<void> {
  await tx.query('UPDATE backups.schedule SET notified_at = $1', [at]);
}

/** Whole backups in this folder beyond the newest `kept` that began before a time. Those of a clock that ran ahead count as the oldest. */
export async function surplusBackups(
  db: Db,
  { place, kept, before, now }: { place: string; kept: number; before: Date; now: Date },
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM (
       SELECT name, began_at FROM backups.made
        WHERE place = $1 AND bytes IS NOT NULL AND removed_at IS NULL
        ORDER BY began_at > $4, began_at DESC, name DESC OFFSET $2) surplus
      WHERE began_at <= $3 OR began_at > $4`,
    [place, kept, before, notAfter(now)],
  );
  return rows.map((row) => row.name);
}

export async function markRemoved(tx: Tx, names: readonly string[], at: Date): Promise<void> {
  await tx.query('UPDATE backups.made SET removed_at = $2 WHERE name = ANY($1)', [names, at]);
}
