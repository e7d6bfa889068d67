import {
  lastBackupAt,
  markNotified,
  readSchedule,
  readWalState,
  runSchedule,
  type ScheduleParts,
} from '../backups/index.ts';
import { notify } from '../identity/index.ts';
import type { Logger } from '../kit/log.ts';
import { DAY_MS, HOUR_MS } from '../kit/time.ts';
import type { Notifier } from '../notifications/index.ts';

/** As the alarm has it. */
const WAL_LATE_SECONDS = 900;
/** The newest backup is too old when it is this many times as old as the schedule says. */
const LATE = 2;

/**
 * Makes backups as scheduled. The admins are notified, at most once a day, when one fails or the newest is twice as old as it should
 * be. Returns when the newest began, for the metrics.
 */
export async function watchBackups(
  parts: ScheduleParts & Notifier & { readonly log: Pick<Logger, 'error'> },
): Promise<Date | null> {
  const { database, clock, log } = parts;
  const trouble = await runSchedule(parts);
  if (trouble) log.error({ failure: trouble.failure }, 'a scheduled backup failed');
  const at = clock.now();
  const madeAt = await lastBackupAt(database.reads, at);
  const schedule = await readSchedule(database.reads);
  if (!schedule) return madeAt;
  const since = (madeAt ?? schedule.changedAt).getTime();
  const isLate = at.getTime() - since > LATE * schedule.everyHours * HOUR_MS;
  const { notifiedAt } = schedule;
  const wal = await walTrouble(parts);
  if (trouble === null && wal === null && !isLate) return madeAt;
  // A time to come is of a clock that ran ahead.
  const isFresh = notifiedAt && notifiedAt <= at && at.getTime() - notifiedAt.getTime() < DAY_MS;
  if (isFresh) return madeAt;
  await database.transaction(async (tx) => {
    await markNotified(tx, at);
    const failure = trouble?.failure ?? (isLate ? null : wal);
    await notify(tx, 'backup.failed', 'staff', { failure, madeAt, at }, parts);
  });
  return madeAt;
}

/** What to say of a log that has not been stored for a while; null if it is. */
async function walTrouble({ database, password }: ScheduleParts): Promise<string | null> {
  // A PostgreSQL of the operator's own has an archive of its own.
  if (password === null) return null;
  const state = await readWalState(database.reads);
  if (state === null || state.ageSeconds < WAL_LATE_SECONDS) return null;
  const why = state.failure ?? 'No worker stores it.';
  return `The write-ahead log has not been stored for ${Math.round(state.ageSeconds / 60)} minutes. ${why}`;
}
