import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { dayOf } from './day.ts';
import { isQuotaName, type QuotaName } from './quota.ts';

/** How much of a quota an owner used on a day. */
export interface QuotaUse {
  readonly name: QuotaName;
  /** As `Spender.owner`. */
  readonly owner: string;
  readonly used: number;
}

/** The owners who used most of each quota today, the largest first. */
export async function listLargestUses(db: Db, at: Date, each: number): Promise<QuotaUse[]> {
  const { rows } = await db.query<QuotaUse>(
    `SELECT n.name, u.owner, u.used
       FROM (SELECT DISTINCT name FROM quotas.uses WHERE day = $1) n
       CROSS JOIN LATERAL (
         SELECT owner, used FROM quotas.uses x WHERE x.day = $1 AND x.name = n.name
          ORDER BY used DESC, owner LIMIT $2) u
      ORDER BY n.name, u.used DESC, u.owner`,
    [dayOf(at), each],
  );
  return rows.filter(({ name }) => isQuotaName(name));
}

/** What these owners used today. */
export async function listUsesOf(db: Db, owners: readonly string[], at: Date): Promise<QuotaUse[]> {
  const { rows } = await db.query<QuotaUse>(
    'SELECT name, owner, used FROM quotas.uses WHERE day = $1 AND owner = ANY($2)',
    [dayOf(at), owners],
  );
  return rows.filter(({ name }) => isQuotaName(name));
}

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
