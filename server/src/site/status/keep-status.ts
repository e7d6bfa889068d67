import type { Clock } from '../../kit/clock.ts';
import type { Database } from '../../kit/database/index.ts';
import { onceASecond } from '../../kit/once-a-second.ts';
import { DAY_MS } from '../../kit/time.ts';
import {
  readFigures,
  readIncidents,
  type StoredFigures,
  type WholeIncident,
} from '../../status/index.ts';

const FRESH_MS = 10_000;
const INCIDENTS_MS = 90 * DAY_MS;

export interface StatusFacts {
  readonly stored: StoredFigures;
  readonly incidents: readonly WholeIncident[];
}

const NOTHING: StatusFacts = {
  stored: { days: [], minutes: [], newest: new Map() },
  incidents: [],
};

/**
 * Returns what the status page is made of, read at most every ten seconds for all visitors. While it cannot be read, it returns
 * what was read last, whose age then shows. `monotonic` gives milliseconds.
 */
export function keepStatus(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  monotonic: () => number = () => performance.now(),
): () => Promise<StatusFacts> {
  let kept = NOTHING;
  let readAt = Number.NEGATIVE_INFINITY;
  const look = onceASecond(async () => {
    const now = clock.now();
    const stored = await readFigures(database.reads, now);
    const incidents = await readIncidents(database.reads, new Date(now.getTime() - INCIDENTS_MS));
    kept = { stored, incidents };
    readAt = monotonic();
  }, monotonic);
  return async () => {
    if (monotonic() - readAt >= FRESH_MS) await look().catch(() => {});
    return kept;
  };
}
