import { notify } from '../identity/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { takeSilentIncidents } from '../status/index.ts';

type Parts = Notifier & { readonly database: Database; readonly clock: Clock };

/** Reminds staff of open incidents about which nobody has written for a day; returns how many those were. */
export function remindOfIncidents(parts: Parts): Promise<number> {
  const { database, clock } = parts;
  return database.transaction(async (tx) => {
    const now = clock.now();
    const silent = await takeSilentIncidents(tx, now);
    for (const { incidentId, title, updatedAt } of silent) {
      const facts = { incidentId, title, updatedAt, at: now };
      await notify(tx, 'incident.silent', 'staff', facts, parts);
    }
    return silent.length;
  });
}
