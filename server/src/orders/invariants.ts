import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

const ORDERS = 'SELECT count(*) FROM orders.orders';

export const orderInvariants: readonly Invariant[] = [
  sqlInvariant(
    'S1',
    'each code is in at most one unreleased range, inside its run, and no longer for sale',
    'SELECT coalesce(sum(codes), 0)::bigint AS count FROM orders.ranges WHERE released_at IS NULL',
    `SELECT 'run ' || r.run_id || ' position ' || r.from_position AS broken
       FROM (SELECT x.run_id, x.from_position, x.codes,
                    lag(x.from_position + x.codes) OVER (
                      PARTITION BY x.run_id ORDER BY x.from_position) AS before
               FROM orders.ranges x WHERE x.released_at IS NULL) r
       JOIN stock.run_sizes() s ON s.run_id = r.run_id
      WHERE r.before > r.from_position OR r.from_position < 0
         OR r.from_position + r.codes > s.codes`,
  ),
  sqlInvariant(
    'S1b',
    'every code of a complete lot is for sale, held, sold, recalled or expired, exactly once',
    'SELECT count(*) FROM stock.run_sizes()',
    `SELECT 'run ' || s.run_id AS broken
       FROM stock.run_sizes() s
       LEFT JOIN (SELECT r.run_id, sum(r.codes) AS codes FROM orders.ranges r
                   WHERE r.released_at IS NULL GROUP BY r.run_id) o ON o.run_id = s.run_id
      WHERE s.complete AND s.codes <> s.in_lanes + coalesce(o.codes, 0)`,
  ),
  sqlInvariant(
    'O1',
    'a delivered or pending order has exactly its quantity of codes, a failed one none',
    ORDERS,
    `SELECT 'order ' || o.order_id AS broken
       FROM orders.orders o
       LEFT JOIN (SELECT r.order_id, sum(r.codes) AS codes FROM orders.ranges r
                   WHERE r.released_at IS NULL GROUP BY r.order_id) g ON g.order_id = o.order_id
      WHERE coalesce(g.codes, 0) <> CASE o.status WHEN 'failed' THEN 0 ELSE o.quantity END`,
  ),
  sqlInvariant(
    'O2',
    'money captured is unit price × codes delivered, and a failed order has its money back',
    ORDERS,
    `SELECT 'order ' || o.order_id AS broken
       FROM orders.orders o
       LEFT JOIN ledger.by_reference(ARRAY['order', 'hold', 'capture', 'release']) m
         ON m.reference = o.order_id
      WHERE coalesce(m.captured, 0) <> CASE o.status WHEN 'delivered' THEN o.total ELSE 0 END`,
  ),
  sqlInvariant(
    'L4',
    'holds of an order in a final state sum to zero; a waiting one holds its total',
    ORDERS,
    `SELECT 'order ' || o.order_id AS broken
       FROM orders.orders o
       LEFT JOIN ledger.by_reference(ARRAY['order', 'hold', 'capture', 'release']) m
         ON m.reference = o.order_id
      WHERE coalesce(m.held, 0)
         <> CASE WHEN o.status = 'pending' AND o.payment = 'balance' THEN o.total ELSE 0 END`,
  ),
  sqlInvariant(
    'O3',
    'every order has one event for each state it passed, and every order key its order',
    ORDERS,
    `SELECT 'order ' || o.order_id AS broken
       FROM orders.orders o
       LEFT JOIN events.by_subject('order.status_changed') e
         ON e.subject = o.order_id AND e.tenant_id = o.tenant_id
       LEFT JOIN events.heads() h ON h.tenant_id = o.tenant_id
      WHERE coalesce(e.events, 0) <> o.sequence
        AND (h.pruned_at IS NULL OR o.created_at > h.pruned_at)
     UNION ALL
     SELECT 'idempotency record of ' || k.resource
       FROM kit.idempotency_resources('createOrder') k
      WHERE NOT EXISTS (SELECT 1 FROM orders.orders o
                         WHERE o.order_id = k.resource AND o.tenant_id = k.tenant_id)`,
  ),
];
