import { required } from '../kit/assert.ts';
import { advisoryLocks, type Db, type Tx } from '../kit/database/index.ts';
import type { GivenAlone } from './four-eyes.ts';

/** A decision as far as it decides how many people it takes. */
export interface Giving {
  readonly orderId: string;
  readonly tenantId: number;
  readonly currency: string;
  readonly actor: string;
  /** Decisions before this count no more; those on the order always do. */
  readonly since: Date;
}

/**
 * What was given away by one person each, as it counts against what one person may give: cut into small
 * pieces it is the same harm. Decisions that two people took count nothing.
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
 * One decision of a person at a time: two at once would each find that nothing was given yet. Taken after
 * the tenant's account and before any shelf.
 */
export async function lockDecider(tx: Tx, actor: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    advisoryLocks.decisionsOfPerson,
    actor,
  ]);
}
