import type { ActOfOne } from '../kit/count-exceeding.ts';
import type { Db } from '../kit/database/index.ts';

/** What a call counts against: every call against the limit of requests, and one that places an order, unless it repeats one, against that of orders. */
export type CallLimit = 'requests' | 'orders';

/**
 * The calls of a tenant, or of these keys of it, that a limit of calls a minute counts, whether or not it let them pass: as acts of one owner, those
 * later than this, the newest first and at most so many.
 */
export async function listSpendings(
  db: Db,
  tenantId: number,
  limit: CallLimit,
  {
    keyIds,
    since,
    most,
  }: {
    readonly keyIds?: readonly string[] | undefined;
    readonly since: Date;
    readonly most: number;
  },
): Promise<ActOfOne[]> {
  const { rows } = await db.query<{ at: Date }>(
    `SELECT at FROM request_log.calls
      WHERE tenant_id = $1 AND at > $2 AND ($3::uuid[] IS NULL OR key_id = ANY($3))
        AND ($4 = 'requests' OR method = 'POST' AND path = '/orders' AND NOT replayed AND policy IS DISTINCT FROM 'requests')
      ORDER BY at DESC LIMIT $5`,
    [tenantId, since, keyIds ?? null, limit, most],
  );
  return rows.map(({ at }) => ({ at, amount: 1, owners: [limit] }));
}
