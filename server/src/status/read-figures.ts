import type { Db } from '../kit/database/index.ts';
import { MINUTE_MS } from '../kit/time.ts';
import type { Figures, Measure } from './part.ts';

/** Days that are read: a year and a little more. */
const DAYS_MAX = 400;
const RECENT_MS = 60 * MINUTE_MS;

/** What was measured on one UTC day. */
export interface DayFigures {
  readonly measure: Measure;
  /** `2026-12-01`. */
  readonly day: string;
  readonly began: Date;
  /** Minutes with figures, and those of them with at least 1 % of failed calls. */
  readonly measured: number;
  readonly down: number;
  readonly calls: number;
  readonly failures: number;
}

export interface MinuteFigures extends Figures {
  readonly measure: Measure;
  readonly minute: Date;
}

export interface StoredFigures {
  readonly days: readonly DayFigures[];
  /** Of the last hour. */
  readonly minutes: readonly MinuteFigures[];
  /** The newest minute of each measure, however old. */
  readonly newest: ReadonlyMap<Measure, Date>;
}

/** Reads all that the status page is made of: days that were summed up, the newer ones from their minutes that have ended, and the last hour. */
export async function readFigures(db: Db, now: Date): Promise<StoredFigures> {
  const days = await db.query<DayFigures>(
    `SELECT part AS measure, day::text, began, measured, down, calls::float8, failures::float8
       FROM status.days WHERE day > ($1::timestamptz AT TIME ZONE 'UTC')::date - $2::int
     UNION ALL
     SELECT part, day::text, min(minute), count(*)::int,
            (count(*) FILTER (WHERE failures > 0 AND failures * 100 >= calls))::int,
            sum(calls)::float8, sum(failures)::float8
       FROM (SELECT *, (minute AT TIME ZONE 'UTC')::date AS day FROM status.minutes) m
      WHERE minute < date_trunc('minute', $1::timestamptz)
        AND NOT EXISTS (SELECT 1 FROM status.days d WHERE d.part = m.part AND d.day = m.day)
      GROUP BY part, day
      ORDER BY day`,
    [now, DAYS_MAX],
  );
  const minutes = await db.query<MinuteFigures>(
    `SELECT part AS measure, minute, calls::float8, failures::float8, times::float8[] AS times
       FROM status.minutes WHERE minute > $1 ORDER BY minute`,
    [new Date(now.getTime() - RECENT_MS)],
  );
  const newest = await db.query<{ measure: Measure; minute: Date }>(
    'SELECT part AS measure, max(minute) AS minute FROM status.minutes GROUP BY part',
  );
  return {
    days: days.rows,
    minutes: minutes.rows,
    newest: new Map(newest.rows.map(({ measure, minute }) => [measure, minute])),
  };
}
