import type { Db } from '../kit/database/index.ts';
import type { ActOfOne } from '../kit/would-exceed.ts';

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

/** How many claims of a tenant there were, and how many took longer than a span. */
export interface SlowClaims {
  readonly tenantId: number;
  readonly claims: number;
  readonly slower: number;
}

/** Live claims filed later than this by their tenants, without those of a recall and those that were withdrawn. */
export async function listSlowClaims(
  db: Db,
  step: 'answer' | 'decision',
  { since, withinMs, at }: { readonly since: Date; readonly withinMs: number; readonly at: Date },
): Promise<SlowClaims[]> {
  const done = { answer: 'first_answered_at', decision: 'decided_at' }[step];
  const { rows } = await db.query<SlowClaims>(
    `SELECT tenant_id AS "tenantId", count(*)::int AS claims,
            (count(*) FILTER (WHERE coalesce(${done}, $3) - created_at > $2 * interval '1 millisecond'))::int AS slower
       FROM claims.claims
      WHERE created_at > $1 AND origin <> 'recall' AND status <> 'withdrawn'
        AND tenant_id IN (SELECT partners.live_tenants())
      GROUP BY tenant_id`,
    [since, withinMs, at],
  );
  return rows;
}
