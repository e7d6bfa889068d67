import type { Db } from '../kit/database/index.ts';

/** How long claims took, in milliseconds; null without claims. */
export interface ServiceFigures {
  readonly priority: 'high' | 'normal';
  readonly claims: number;
  readonly decided: number;
  readonly answerMedianMs: number | null;
  readonly decisionMedianMs: number | null;
  readonly decisionP90Ms: number | null;
  /** Decided before the deadline. */
  readonly inTime: number;
}

/** Live claims filed in a period, by priority. Withdrawn claims are not decisions of ours. */
export async function serviceFigures(db: Db, from: Date, until: Date): Promise<ServiceFigures[]> {
  const { rows } = await db.query<ServiceFigures>(
    `SELECT m.priority, count(*) AS claims, count(d.ms) AS decided,
            round(percentile_cont(0.5) WITHIN GROUP (ORDER BY a.ms)) AS "answerMedianMs",
            round(percentile_cont(0.5) WITHIN GROUP (ORDER BY d.ms)) AS "decisionMedianMs",
            round(percentile_cont(0.9) WITHIN GROUP (ORDER BY d.ms)) AS "decisionP90Ms",
            count(*) FILTER (WHERE d.ms IS NOT NULL AND m.decided_at <= m.decision_due_at)
              AS "inTime"
       FROM claims.claims m
       CROSS JOIN LATERAL (SELECT 1000 * extract(epoch FROM m.first_answered_at - m.created_at)::float8
                             AS ms) a
       CROSS JOIN LATERAL (SELECT CASE WHEN m.status IN ('approved', 'rejected') THEN
                             1000 * extract(epoch FROM m.decided_at - m.created_at)::float8 END
                             AS ms) d
      WHERE m.created_at >= $1 AND m.created_at < $2 AND m.origin <> 'recall'
        AND m.tenant_id IN (SELECT partners.live_tenants())
      GROUP BY m.priority ORDER BY m.priority`,
    [from, until],
  );
  return rows;
}
