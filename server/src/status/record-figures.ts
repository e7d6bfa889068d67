import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { Logger } from '../kit/log.ts';
import type { Meter } from './meter.ts';
import type { Measure } from './part.ts';

const EVERY_MS = 10_000;

interface RecorderParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly meter: Meter;
}

/**
 * Stores what this process has counted, in the minute of now, and that it was there to count: also if nothing was called. So a minute
 * without a row is one in which nothing ran. What cannot be stored is counted in a later minute.
 */
export async function recordFigures(
  { database, clock, meter }: RecorderParts,
  measures: readonly Measure[],
): Promise<void> {
  const taken = meter.take(measures);
  const rows = [...taken].map(([part, figures]) => ({ part, ...figures }));
  // In one order, so that two processes that store at once wait for each other and never in a circle.
  rows.sort((one, other) => (one.part < other.part ? -1 : 1));
  try {
    await database.transaction((tx) =>
      tx.query(
        `INSERT INTO status.minutes AS m (part, minute, calls, failures, times)
         SELECT part, date_trunc('minute', $2::timestamptz), calls, failures, times
           FROM jsonb_to_recordset($1) AS r (part text, calls bigint, failures bigint, times bigint[])
         ON CONFLICT (part, minute) DO UPDATE
           SET calls = m.calls + excluded.calls, failures = m.failures + excluded.failures,
               times = (SELECT array_agg(a + b ORDER BY i)
                          FROM unnest(m.times, excluded.times) WITH ORDINALITY AS t (a, b, i))`,
        [JSON.stringify(rows), clock.now()],
      ),
    );
  } catch (error) {
    meter.putBack(taken);
    throw error;
  }
}

/** Stores the counts of this process every ten seconds, and once more at the end. */
export class FigureRecorder implements AsyncDisposable {
  readonly #run: () => Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();

  constructor(
    parts: RecorderParts & { readonly log: Pick<Logger, 'warn'> },
    measures: readonly Measure[],
  ) {
    this.#run = () =>
      recordFigures(parts, measures).catch((error: unknown) => {
        parts.log.warn({ err: error }, 'the figures of the status page could not be stored');
      });
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(this.#run);
    }, EVERY_MS).unref();
    this.#running = this.#run();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    await this.#run();
  }
}
