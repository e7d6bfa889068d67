import type { ActOfOne } from '../kit/count-exceeding.ts';
import type { Db } from '../kit/database/index.ts';

interface Row {
  readonly at: Date;
  readonly amount: number;
  readonly decider: string;
  readonly tenant_id: number;
  readonly order_id: string;
  readonly always: boolean;
}

/**
 * The decisions on claims of a currency that were executed later than this, as acts that count for their decider, their business and their
 * order; the newest first and at most so many. A test tenant is nobody's business.
 */
export async function listDecided(
  db: Db,
  currency: string,
  since: Date,
  most: number,
): Promise<ActOfOne[]> {
  const { rows } = await db.query<Row>(
    `SELECT d.taken_at AS at, d.amount, d.proposed_by AS decider, m.tenant_id, m.order_id,
            m.filed_by = d.proposed_by AS always
       FROM claims.decisions d JOIN claims.claims m ON m.claim_id = d.claim_id
      WHERE d.state = 'taken' AND d.taken_at > $1 AND m.currency = $2
        AND m.tenant_id IN (SELECT partners.live_tenants())
      ORDER BY d.taken_at DESC LIMIT $3`,
    [since, currency, most],
  );
  return rows.map(({ at, amount, decider, tenant_id, order_id, always }) => ({
    ...{ at, amount, always },
    owners: [decider, `tenant ${tenant_id}`, order_id],
  }));
}
