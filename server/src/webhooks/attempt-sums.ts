import type { Database } from '../kit/database/index.ts';
import { HOUR_MS, SECOND_MS } from '../kit/time.ts';
import { BOUNDS_S, bucketOf } from '../status/index.ts';

/** The attempts of one endpoint in one hour. */
interface HourSum {
  readonly endpoint: string;
  /** The beginning of the hour, in milliseconds. */
  readonly hour: number;
  attempts: number;
  failures: number;
  /** By the bound that they took at most; one more than there are bounds. */
  times: number[];
}

/**
 * Counts the attempts of each endpoint in memory, and adds the counts to those of the database when they are stored. An attempt costs
 * a few additions and writes nothing. A killed worker loses the figures of its last seconds, never a delivery.
 */
export class AttemptSums {
  /** By hour, and by endpoint. */
  #sums = new Map<number, Map<string, HourSum>>();

  add(endpointId: string, at: Date, failed: boolean, durationMs: number): void {
    const hour = Math.floor(at.getTime() / HOUR_MS) * HOUR_MS;
    const sum = this.#of(endpointId, hour);
    const bucket = bucketOf(durationMs / SECOND_MS);
    sum.attempts += 1;
    if (failed) sum.failures += 1;
    sum.times[bucket] = (sum.times[bucket] ?? 0) + 1;
  }

  /** Adds what was counted since the last time to the figures of the database; counts it again if that fails. */
  async store(database: Database): Promise<void> {
    const taken = [...this.#sums.values()].flatMap((ofHour) => [...ofHour.values()]);
    if (taken.length === 0) return;
    this.#sums = new Map();
    // In one order, so that two workers that store at once never wait for each other in a circle.
    taken.sort((one, other) => (one.endpoint < other.endpoint ? -1 : 1));
    const rows = taken.map((each) => ({ ...each, hour: new Date(each.hour) }));
    try {
      await database.transaction((tx) =>
        tx.query(
          `INSERT INTO webhooks.sums AS s (endpoint_id, hour, attempts, failures, times)
           SELECT endpoint, hour, attempts, failures, times
             FROM jsonb_to_recordset($1)
               AS r (endpoint uuid, hour timestamptz, attempts int, failures int, times int[])
           ON CONFLICT (endpoint_id, hour) DO UPDATE
             SET attempts = s.attempts + excluded.attempts, failures = s.failures + excluded.failures,
                 times = (SELECT array_agg(t.old + t.new ORDER BY t.place)
                            FROM unnest(s.times, excluded.times) WITH ORDINALITY AS t (old, new, place))`,
          [JSON.stringify(rows)],
        ),
      );
    } catch (error) {
      for (const each of taken) this.#putBack(each);
      throw error;
    }
  }

  #putBack({ endpoint, hour, attempts, failures, times }: HourSum): void {
    const sum = this.#of(endpoint, hour);
    sum.attempts += attempts;
    sum.failures += failures;
    // nothing: both have a place for each bound.
    sum.times = sum.times.map((count, place) => count + (times[place] ?? 0));
  }

  #of(endpoint: string, hour: number): HourSum {
    const ofHour = this.#sums.get(hour) ?? new Map<string, HourSum>();
    const found = ofHour.get(endpoint);
    if (found) return found;
    const times = Array<number>(BOUNDS_S.length + 1).fill(0);
    const sum: HourSum = { endpoint, hour, attempts: 0, failures: 0, times };
    this.#sums.set(hour, ofHour.set(endpoint, sum));
    return sum;
  }
}
