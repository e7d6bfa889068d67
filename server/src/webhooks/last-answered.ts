import type { Db } from '../kit/database/index.ts';

/** Of each endpoint: the newest are read, however many there are. */
const DELIVERIES_MAX = 1_000;

/** When an endpoint of a tenant last answered 2xx in a period, its begin included and its end not; null if none did. */
export async function lastAnswered(
  db: Db,
  tenantId: number,
  { from, before }: { readonly from: Date; readonly before: Date },
): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT max(d.at) AS at FROM webhooks.endpoints e
      CROSS JOIN LATERAL (
        SELECT x.at, x.status FROM webhooks.deliveries x
         WHERE x.endpoint_id = e.endpoint_id ORDER BY x.sequence DESC LIMIT ${DELIVERIES_MAX}) d
      WHERE e.tenant_id = $1 AND d.status = 'delivered' AND d.at >= $2 AND d.at < $3`,
    [tenantId, from, before],
  );
  return rows[0]?.at ?? null;
}
