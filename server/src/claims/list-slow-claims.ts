import type { Db } from '../kit/database/index.ts';

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
