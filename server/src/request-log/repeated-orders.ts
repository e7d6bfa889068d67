import type { Db } from '../kit/database/index.ts';
import { type CallFilters, MATCHES, valuesOf } from './list-calls.ts';

/** When a program last did in a period what a bad day asks for; null: these calls do not show it. */
export interface RepeatedOrders {
  /** It repeated an order with its idempotency key. */
  readonly orderRepeatedAt: Date | null;
  /** It repeated one after `outcome_unknown` for the same one. */
  readonly unknownSettledAt: Date | null;
  /** After 429 it ordered again, and not before the wait was over. */
  readonly limitHonouredAt: Date | null;
}

/** What the orders of each key show, one after the other. */
export async function repeatedOrders(
  db: Db,
  tenantId: number,
  period: Pick<CallFilters, 'from' | 'before'>,
): Promise<RepeatedOrders> {
  const { rows } = await db.query<RepeatedOrders & Record<string, unknown>>(
    `WITH orders AS (
       SELECT at, status, replayed, idempotency,
              lag(code) OVER earlier AS code_before,
              at - lag(at) OVER earlier >= make_interval(secs => lag(retry_after) OVER earlier) AS waited,
              bool_or(code = 'outcome_unknown') OVER (PARTITION BY idempotency ORDER BY at, request_id) AS was_unknown
         FROM request_log.calls WHERE ${MATCHES}
       WINDOW earlier AS (PARTITION BY key_id ORDER BY at, request_id))
     SELECT max(at) FILTER (WHERE replayed) AS "orderRepeatedAt",
            max(at) FILTER (WHERE replayed AND was_unknown AND idempotency IS NOT NULL) AS "unknownSettledAt",
            max(at) FILTER (WHERE code_before = 'rate_limited' AND waited AND status < 300) AS "limitHonouredAt"
       FROM orders`,
    valuesOf(tenantId, { ...period, method: 'POST', path: '/orders' }),
  );
  // nothing: an aggregate gives one row.
  return rows[0] ?? { orderRepeatedAt: null, unknownSettledAt: null, limitHonouredAt: null };
}
