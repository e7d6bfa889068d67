import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import type { ShopDay } from './range.ts';

/** The time zone of the counted days, and the day that it is there. */
export interface ShopToday {
  readonly zone: string;
  readonly today: ShopDay;
  /** When this day began there, and the day before. */
  readonly startsAt: Date;
  readonly yesterdayAt: Date;
  /** When the worker counted last; null: never. */
  readonly countedAt: Date | null;
  /** Movements of money that wait to be counted. */
  readonly waiting: number;
}

/** More of them are not added while somebody waits for a page: the worker is counting everything. */
export const WAITING_MAX = 20_000;

export async function readToday(db: Db, at: Date): Promise<ShopToday> {
  const { rows } = await db.query<ShopToday>(
    `SELECT z.zone, to_char($1::timestamptz AT TIME ZONE z.zone, 'YYYY-MM-DD') AS today,
            d.day::timestamp AT TIME ZONE z.zone AS "startsAt", (d.day - 1)::timestamp AT TIME ZONE z.zone AS "yesterdayAt",
            s.counted_at AS "countedAt",
            (SELECT coalesce(sum(u.upto - u.after), 0)::bigint FROM sales.uncounted() u) AS waiting
       FROM (SELECT coalesce((SELECT zone FROM sales.state), 'UTC') AS zone) z CROSS JOIN LATERAL (SELECT ($1::timestamptz AT TIME ZONE z.zone)::date AS day) d
       LEFT JOIN sales.state s ON true`,
    [at],
    'sales.today',
  );
  return required(rows[0], 'a query without a table gives a row');
}

/** When a day begins in the shop's time zone. */
export async function startOfDay(db: Db, day: ShopDay): Promise<Date> {
  const { rows } = await db.query<{ at: Date }>(
    `SELECT $1::date::timestamp AT TIME ZONE coalesce((SELECT zone FROM sales.state), 'UTC') AS at`,
    [day],
    'sales.start_of_day',
  );
  return required(rows[0], 'a query without a table gives a row').at;
}
