import { consolePages } from '@psnb2b/contract';
import type { Kind } from '../kind.ts';

/** Notifications of admins about the audit log itself. */
export const auditKinds = {
  'audit.broken': {
    to: { staff: ['admin'] },
    email: true,
    page: () => consolePages.audit,
    sentence: ({ entry }: { readonly entry: number }) =>
      `Entry ${entry} of the audit log does not fit the entries before it: somebody changed the database past the software.`,
  },
  'audit.whole': {
    to: { staff: ['admin'] },
    email: true,
    page: () => consolePages.audit,
    sentence: () => 'Every entry of the audit log fits the entries before it again.',
  },
} as const satisfies Record<string, Kind>;
