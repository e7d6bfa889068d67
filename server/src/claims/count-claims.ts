import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';

/** What waits for staff. */
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

export async function countClaims(db: Db, at: Date): Promise<ClaimCounts> {
  const { rows } = await db.query<ClaimCounts>(
    `SELECT count(*) FILTER (WHERE m.status <> 'needs_info') AS waiting,
            count(*) FILTER (WHERE ${OVERDUE_AT('$1')}) AS overdue,
            count(*) FILTER (WHERE ${IS_PROPOSED}) AS proposed
       FROM claims.claims m WHERE m.status IN ('open', 'under_review', 'needs_info')`,
    [at],
  );
  return required(rows[0], 'a count has a row');
}
