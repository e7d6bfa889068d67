import type { Db } from '../kit/database/index.ts';

/** Claimed codes of one tenant, run and lot. */
export interface Claimed {
  readonly tenantId: number;
  readonly runId: number;
  readonly lotId: string;
  readonly claimed: number;
  readonly approved: number;
}

/** Codes of live claims filed in a span of time; a code that was claimed again counts once. */
export async function countClaimed(db: Db, from: Date, until: Date): Promise<Claimed[]> {
  const { rows } = await db.query<Claimed>(
    `SELECT m.tenant_id AS "tenantId", c.run_id AS "runId", c.lot_id AS "lotId",
            count(DISTINCT c.code_id) AS claimed,
            count(*) FILTER (WHERE c.state IN ('replaced', 'refunded')) AS approved
       FROM claims.claims m JOIN claims.codes c ON c.claim_id = m.claim_id
      WHERE m.created_at >= $1 AND m.created_at < $2
      GROUP BY m.tenant_id, c.run_id, c.lot_id`,
    [from, until],
  );
  return rows;
}
