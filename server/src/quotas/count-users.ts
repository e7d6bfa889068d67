import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import type { QuotaName } from './quota.ts';

/** How many owners used a quota on the days that are kept, and how many of them used more than a number on one of them. */
export async function countUsers(
  db: Db,
  name: QuotaName,
  perDay: number,
): Promise<{ readonly owners: number; readonly above: number }> {
  const { rows } = await db.query<{ owners: number; above: number }>(
    `SELECT count(*)::int AS owners, (count(*) FILTER (WHERE used > $2))::int AS above
       FROM (SELECT max(used) AS used FROM quotas.uses WHERE name = $1 GROUP BY owner) u`,
    [name, perDay],
  );
  return required(rows[0], 'a count has a row');
}
