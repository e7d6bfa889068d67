import type { Db } from '../kit/database/index.ts';

const CLAIMS_MAX = 10_000;

interface WaitingClaim {
  readonly claimId: string;
  readonly tenantId: number;
  readonly currency: string;
  /** The price that the buyer paid for its codes, in minor units. */
  readonly amount: number;
  /** The sum over all waiting claims in this currency. */
  readonly total: number;
}

/** The undecided claims of a recalled lot, high priority first. */
export async function waitingOfLot(db: Db, lotId: string): Promise<WaitingClaim[]> {
  const { rows } = await db.query<WaitingClaim>(
    `SELECT m.claim_id AS "claimId", m.tenant_id AS "tenantId", m.currency, sum(c.price) AS amount,
            sum(sum(c.price)) OVER (PARTITION BY m.currency) AS total
       FROM claims.claims m JOIN claims.codes c ON c.claim_id = m.claim_id
      WHERE m.lot_id = $1 AND m.status IN ('open', 'under_review', 'needs_info')
      GROUP BY m.claim_id ORDER BY m.priority, m.claim_id LIMIT ${CLAIMS_MAX}`,
    [lotId],
  );
  return rows;
}
