import { consolePages } from '@psnb2b/contract';
import type { Kind } from '../kind.ts';
import { minuteOf } from '../minute-of.ts';

/** Notifications of admins about backups and restores. */
export const restoreKinds = {
  'backup.failed': {
    to: { staff: ['admin'] },
    email: true,
    page: () => consolePages.setUp,
    sentence: ({
      failure,
      madeAt,
    }: {
      readonly failure: string | null;
      readonly madeAt: Date | null;
    }) => {
      const newest = madeAt
        ? `The newest backup is of ${minuteOf(madeAt)}.`
        : 'There is no backup.';
      return failure
        ? `Backups fail: ${failure} ${newest}`
        : `No backup was made in time. ${newest}`;
    },
  },
  'restore.done': {
    to: { staff: ['admin'] },
    email: true,
    page: () => consolePages.stock,
    sentence: ({ backupAt }: { readonly backupAt: Date }) =>
      `The system was restored from the backup of ${minuteOf(backupAt)}. What happened later is lost: no code is sold and no partner can order until somebody compares the stock and releases both with psnb2b-server restore.`,
  },
} as const satisfies Record<string, Kind>;
