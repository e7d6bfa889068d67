import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';

/** What waits for staff of live claims. */
export interface ClaimCounts {
  /** Undecided claims, except those that wait for their partner. */
  readonly waiting: number;
  /** Undecided claims past a deadline. */
  readonly overdue: number;
  /** Decided by one person, waiting for a second. */
  readonly proposed: number;
}

/** Whether a claim `m` is past a deadline at the instant `$1`; deadlines are paused while it waits for the partner. */
export const OVERDUE_AT = (at: string): string =>
  `(m.decided_at IS NULL AND (m.first_answered_at IS NULL AND m.answer_due_at < ${at}
     OR m.waiting_since IS NULL AND m.decision_due_at < ${at}))`;

export const IS_PROPOSED = `EXISTS (
  SELECT FROM claims.decisions d WHERE d.claim_id = m.claim_id AND d.state = 'proposed')`;

/** How long the undecided claims wait that do not wait for their partner. */
export async function oldestClaim(
  db: Db,
  at: Date,
): Promise<{ oldestAt: Date | null; dueAt: Date | null; late: number }> {
  const { rows } = await db.query<{ oldestAt: Date | null; dueAt: Date | null; late: number }>(
    `SELECT o.created_at AS "oldestAt", o.due_at AS "dueAt", c.late
       FROM (SELECT count(*) FILTER (WHERE ${OVERDUE_AT('$1')}) AS late
               FROM claims.claims m WHERE m.status IN ('open', 'under_review') AND m.tenant_id IN (SELECT partners.live_tenants())) c
       LEFT JOIN LATERAL (
         SELECT m.created_at, CASE WHEN m.first_answered_at IS NULL THEN m.answer_due_at ELSE m.decision_due_at END AS due_at
           FROM claims.claims m WHERE m.status IN ('open', 'under_review') AND m.tenant_id IN (SELECT partners.live_tenants())
          ORDER BY m.created_at, m.claim_id LIMIT 1) o ON true`,
    [at],
  );
  return required(rows[0], 'a count has a row');
}

export async function countClaims(db: Db, at: Date): Promise<ClaimCounts> {
  const { rows } = await db.query<ClaimCounts>(
    `SELECT count(*) FILTER (WHERE m.status <> 'needs_info') AS waiting,
            count(*) FILTER (WHERE ${OVERDUE_AT('$1')}) AS overdue,
            count(*) FILTER (WHERE ${IS_PROPOSED}) AS proposed
       FROM claims.claims m
      WHERE m.status IN ('open', 'under_review', 'needs_info') AND m.tenant_id IN (SELECT partners.live_tenants())`,
    [at],
  );
  return required(rows[0], 'a count has a row');
}

/** How many claims of a tenant are not decided. */
export async function countOpenOf(db: Db, tenantId: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM claims.claims
      WHERE tenant_id = $1 AND status IN ('open', 'under_review', 'needs_info')`,
    [tenantId],
  );
  return required(rows[0], 'a count has a row').count;
}
