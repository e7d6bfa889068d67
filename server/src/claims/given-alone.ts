import { required } from '../kit/assert.ts';
import { advisoryLocks, type Db, type Tx } from '../kit/database/index.ts';
import type { GivenAlone } from './four-eyes.ts';

/** The facts about a decision that determine how many people it needs. */
export interface Giving {
  readonly orderId: string;
  readonly tenantId: number;
  readonly currency: string;
  readonly actor: string;
  /** Earlier decisions do not count any more, except those on the order. */
  readonly since: Date;
}

/**
 * The amounts that single people approved, which count against a person's limit: many small decisions do the same harm as one
 * large one. Decisions of two people do not count.
 */
export async function givenAlone(db: Db, giving: Giving): Promise<GivenAlone> {
  const { rows } = await db.query<GivenAlone>(
    `WITH alone AS (
       SELECT d.amount, d.taken_by, m.tenant_id
         FROM claims.decisions d JOIN claims.claims m ON m.claim_id = d.claim_id
        WHERE d.state = 'taken' AND NOT d.needs_two AND d.taken_at > $5 AND m.currency = $3)
     SELECT (SELECT coalesce(sum(d.amount), 0)
               FROM claims.claims m JOIN claims.decisions d ON d.claim_id = m.claim_id
              WHERE m.order_id = $1 AND d.state = 'taken' AND NOT d.needs_two) AS "order",
            coalesce(sum(a.amount) FILTER (WHERE a.tenant_id = $2), 0) AS partner,
            coalesce(sum(a.amount) FILTER (WHERE a.taken_by = $4), 0) AS decider
       FROM alone a`,
    [giving.orderId, giving.tenantId, giving.currency, giving.actor, giving.since],
  );
  return required(rows[0], 'a count has a row');
}

/**
 * Serialises the decisions of a person: two at once would each find that nothing was approved yet. Locked after the tenant's
 * account and before any stock.
 */
export async function lockDecider(tx: Tx, actor: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    advisoryLocks.decisionsOfPerson,
    actor,
  ]);
}
