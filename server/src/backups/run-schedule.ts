import { parseRecipient } from '../kit/age/index.ts';
import { openGaps } from '../kit/gaps/index.ts';
import { HOUR_MS } from '../kit/time.ts';
import { type BackupParts, failureOf, makeBackup, nameOf } from './make-backup.ts';
import { placeOf } from './place-of.ts';
import { removeWal } from './remove-wal.ts';
import {
  type BackupSchedule,
  lastAttemptAt,
  lastBackupAt,
  markRemoved,
  readSchedule,
  surplusBackups,
} from './schedule.ts';
import { noteFailure } from './store.ts';
import { readWalState } from './wal-store.ts';

const ACTOR = 'system:make-backups';
/** How long the next backup waits after one that failed or was awaited. */
const RETRY_MS = HOUR_MS;

/** Why the newest backup is too old: it failed, or none was made in time. */
export type BackupTrouble = { readonly failure: string } | null;

export interface ScheduleParts extends BackupParts {
  /** Whether the process is being stopped: a backup is given up. */
  readonly isStopping: () => boolean;
}

/**
 * Whether a backup is due: the newest is as old as the schedule says, and the last attempt is an hour ago. One without which an archive of the
 * log is of no use is due an hour after the last attempt: a database that loses its slots again and again must not be copied all the time.
 */
export function isDue(
  { everyHours }: Pick<BackupSchedule, 'everyHours'>,
  madeAt: Date | null,
  triedAt: Date | null,
  now: Date,
  isAwaited = false,
): boolean {
  const since = (time: Date | null) => (time ? now.getTime() - time.getTime() : Infinity);
  const isOld = isAwaited || since(madeAt) >= everyHours * HOUR_MS;
  return isOld && since(triedAt) >= RETRY_MS;
}

/**
 * Makes a backup if one is due, and removes those beyond what is kept. Returns why it failed; null if it did not, or nothing was due.
 * While a restore has open gaps nothing is removed: an older backup may be wanted again.
 */
export async function runSchedule(parts: ScheduleParts): Promise<BackupTrouble> {
  const { database, clock, isStopping } = parts;
  const { reads } = database;
  const schedule = await readSchedule(reads);
  if (!schedule) return null;
  const now = clock.now();
  const isAwaited = (await readWalState(reads))?.hasBackup === false;
  const [madeAt, triedAt] = [await lastBackupAt(reads, now), await lastAttemptAt(reads, now)];
  if (!isDue(schedule, madeAt, triedAt, now, isAwaited)) return null;
  const { place } = schedule;
  try {
    await makeBackup(parts, {
      to: place,
      recipients: schedule.recipients.map(parseRecipient),
      actor: ACTOR,
      onProgress: () => {
        if (isStopping()) throw new Stopping('The server was stopped.');
      },
    });
  } catch (error) {
    if (error instanceof Stopping) return null;
    const failure = failureOf(error);
    // A place that is missing is refused before there is a row; with one, the next try waits.
    await database.transaction((tx) =>
      noteFailure(tx, { name: nameOf(now), place, at: now, until: clock.now(), failure }),
    );
    return { failure };
  }
  if ((await openGaps(reads)).length === 0) await removeSurplus(parts, schedule);
  return null;
}

class Stopping extends Error {}

/** Backups that were made more often than the schedule says take no place of older ones: what is kept reaches back as far as it says. */
async function removeSurplus(parts: BackupParts, { place, kept, everyHours }: BackupSchedule) {
  const { database, clock } = parts;
  const now = clock.now();
  const before = new Date(now.getTime() - (kept - 1) * everyHours * HOUR_MS);
  const names = await surplusBackups(database.reads, { place, kept, before, now });
  const there = placeOf(place, parts);
  for (const name of names) await there.remove(name);
  if (names.length > 0) {
    await database.transaction((tx) => markRemoved(tx, names, clock.now()));
  }
  await removeWal(parts, there);
}
