import { consolePages } from '@psnb2b/contract';
import type { Kind } from '../kind.ts';

/** Notifications of admins about quotas. */
export const quotaKinds = {
  'quota.set': {
    to: { staff: ['admin'] },
    email: false,
    page: () => consolePages.quotas,
    sentence: ({
      perDay,
      what,
      of,
    }: {
      readonly perDay: number;
      readonly what: string;
      readonly of: string;
    }) => `The quota was changed: each ${of} may use ${perDay} ${what} a day.`,
  },
} as const satisfies Record<string, Kind>;
