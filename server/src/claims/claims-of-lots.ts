import type { Db } from '../kit/database/index.ts';

interface ClaimedOfLot {
  readonly lotId: string;
  readonly claimed: number;
  readonly approved: number;
}

/** Number of claimed codes per lot; a lot without claims is left out. */
export async function claimedOfLots(db: Db, lotIds: readonly string[]): Promise<ClaimedOfLot[]> {
  const { rows } = await db.query<ClaimedOfLot>(
    `SELECT lot_id AS "lotId", count(DISTINCT code_id) AS claimed,
            count(*) FILTER (WHERE state IN ('replaced', 'refunded')) AS approved
       FROM claims.codes WHERE lot_id = ANY($1) GROUP BY lot_id`,
    [lotIds],
  );
  return rows;
}
