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
