import type { Db } from '../kit/database/index.ts';
import { type PageAsked, Pages, type TimedPlace, timedPlace } from '../kit/pages.ts';
import { p95Ms } from './endpoint-health.ts';

/** The attempts of one endpoint in one week. */
export interface WeekSum {
  readonly endpointId: string;
  readonly tenantId: number;
  readonly host: string;
  /** Its Monday, 00:00 UTC. */
  readonly week: Date;
  /** The same day as `2026-11-23`. */
  readonly day: string;
  readonly attempts: number;
  readonly failures: number;
  readonly p95Ms: number | null;
}

export const weekPages = new Pages(
  'webhook weeks',
  timedPlace,
  ({ week, endpointId }: WeekSum): TimedPlace => ({ time: week, id: endpointId }),
);

/** The attempts of endpoints by week, newest week first; also of endpoints that were deleted since. */
export async function listWeeks(
  db: Db,
  {
    tenantIds,
    behind,
    limit,
  }: PageAsked<TimedPlace> & { readonly tenantIds?: readonly number[] | undefined },
): Promise<WeekSum[]> {
  const { rows } = await db.query<WeekSum & { times: number[] } & Record<string, unknown>>(
    `SELECT w.*, to_char(w.week AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, t.times
       FROM (
         SELECT s.endpoint_id AS "endpointId", e.tenant_id AS "tenantId", split_part(split_part(e.url, '/', 3), '?', 1) AS host,
                date_trunc('week', s.hour, 'UTC') AS week, sum(s.attempts)::int AS attempts, sum(s.failures)::int AS failures
           FROM webhooks.sums s JOIN webhooks.endpoints e ON e.endpoint_id = s.endpoint_id
          WHERE ($1::int[] IS NULL OR e.tenant_id = ANY($1))
            AND ($2::timestamptz IS NULL OR s.hour < $2::timestamptz + interval '7 days')
          GROUP BY s.endpoint_id, e.tenant_id, e.url, date_trunc('week', s.hour, 'UTC')
         HAVING $2::timestamptz IS NULL OR (date_trunc('week', s.hour, 'UTC'), s.endpoint_id) < ($2, $3::uuid)
          ORDER BY date_trunc('week', s.hour, 'UTC') DESC, s.endpoint_id DESC LIMIT $4) w
       CROSS JOIN LATERAL (
         SELECT array_agg(x.sum ORDER BY x.place) AS times
           FROM (SELECT u.place, sum(u.count)::int AS sum
                   FROM webhooks.sums s CROSS JOIN LATERAL unnest(s.times) WITH ORDINALITY u(count, place)
                  WHERE s.endpoint_id = w."endpointId" AND s.hour >= w.week AND s.hour < w.week + interval '7 days'
                  GROUP BY u.place) x) t
      ORDER BY w.week DESC, w."endpointId" DESC`,
    [tenantIds ?? null, behind?.time ?? null, behind?.id ?? null, limit],
  );
  return rows.map(({ times, ...row }) => ({
    ...row,
    p95Ms: p95Ms({ calls: row.attempts, failures: row.failures, times }),
  }));
}
