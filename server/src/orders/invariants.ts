import { type Invariant, sqlInvariant } from '../kit/invariant.ts';
import { checkReadings } from './check-readings.ts';

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
    'every code of a complete lot is for sale, on hold, sold, recalled or expired, exactly once',
    'SELECT count(*) FROM stock.run_sizes()',
    `SELECT 'run ' || s.run_id AS broken
       FROM stock.run_sizes() s
       LEFT JOIN (SELECT r.run_id, sum(r.codes) AS codes FROM orders.ranges r
                   WHERE r.released_at IS NULL GROUP BY r.run_id) o ON o.run_id = s.run_id
      WHERE s.complete AND s.codes <> s.in_lanes + coalesce(o.codes, 0)`,
  ),
  sqlInvariant(
    'O1',
    'a delivered or pending order has exactly its quantity of codes beside replacements, except for those ' +
      'that were withdrawn and went back to stock; a failed one has none, nor has one that waits in a queue',
    ORDERS,
    `SELECT 'order ' || o.order_id AS broken
       FROM orders.orders o
       LEFT JOIN (SELECT r.order_id, sum(r.codes) AS codes FROM (
                    SELECT x.order_id, x.codes FROM orders.ranges x
                     WHERE x.released_at IS NULL AND x.replaces IS NULL
                     UNION ALL
                    SELECT w.order_id, 1 FROM orders.withdrawn w
                     WHERE w.state = 'restocked' AND w.replaces IS NULL) r
                   GROUP BY r.order_id) g ON g.order_id = o.order_id
      WHERE coalesce(g.codes, 0) <> CASE WHEN o.status = 'failed' OR o.status = 'pending' AND o.queued THEN 0
                                         ELSE o.quantity END`,
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
    'O1b',
    'a replacement is a code beside the quantity of its own order, for one that the order has',
    'SELECT count(*) FROM orders.ranges WHERE replaces IS NOT NULL',
    `SELECT 'replacement of ' || r.replaces || ' in order ' || r.order_id AS broken
       FROM orders.ranges r
      WHERE r.replaces IS NOT NULL
        AND (r.released_at IS NOT NULL OR NOT EXISTS (
          SELECT FROM orders.codes_of(ARRAY[r.order_id]) c
           WHERE c.code_id = r.replaces AND coalesce(c.replacement, 0) < r.replacement))
     UNION ALL
     SELECT 'count of replacements of order ' || o.order_id
       FROM orders.orders o
       LEFT JOIN (SELECT r.order_id, count(*) AS codes, max(r.replacement) AS last FROM (
                    SELECT x.order_id, x.replacement FROM orders.ranges x
                     WHERE x.replaces IS NOT NULL
                     UNION ALL
                    SELECT w.order_id, w.replacement FROM orders.withdrawn w
                     WHERE w.state = 'restocked' AND w.replaces IS NOT NULL) r
                   GROUP BY r.order_id) g ON g.order_id = o.order_id
      WHERE (o.replacements IS NOT NULL OR g.order_id IS NOT NULL)
        AND (o.replacements IS DISTINCT FROM g.codes OR o.replacements <> g.last)`,
  ),
  sqlInvariant(
    'O2b',
    'the refunds and returns of an order each have a transfer at the price paid',
    'SELECT count(*) FROM orders.refunds',
    `SELECT 'order ' || o.order_id AS broken
       FROM orders.orders o
       LEFT JOIN (SELECT f.order_id, sum(f.amount) AS refunded,
                         bool_and(f.amount = x.unit_price) AS priced
                    FROM (SELECT r.order_id, r.amount FROM orders.refunds r
                           UNION ALL
                          SELECT w.order_id, m.amount FROM orders.withdrawn w
                            LEFT JOIN ledger.moved_by('return') m ON m.reference = w.code_id
                           WHERE w.resolution = 'returned') f
                    JOIN orders.orders x ON x.order_id = f.order_id
                   GROUP BY f.order_id) f ON f.order_id = o.order_id
      WHERE (o.refunded IS NOT NULL OR f.order_id IS NOT NULL)
        AND (coalesce(o.refunded, 0) <> coalesce(f.refunded, 0) OR NOT f.priced)
     UNION ALL
     SELECT 'refund of ' || coalesce(f.code_id, m.reference) AS broken
       FROM (SELECT f.code_id, f.amount, o.tenant_id
               FROM orders.refunds f JOIN orders.orders o ON o.order_id = f.order_id) f
       FULL JOIN ledger.moved_by('refund') m ON m.reference = f.code_id
      WHERE f.amount IS DISTINCT FROM m.amount OR f.tenant_id IS DISTINCT FROM m.tenant_id`,
  ),
  sqlInvariant(
    'L4',
    'holds of an order in a final state sum to zero; one that waits, for money or codes, holds its total',
    ORDERS,
    `SELECT 'order ' || o.order_id AS broken
       FROM orders.orders o
       LEFT JOIN ledger.by_reference(ARRAY['order', 'hold', 'capture', 'release']) m
         ON m.reference = o.order_id
      WHERE coalesce(m.held, 0)
         <> CASE WHEN o.status IN ('pending', 'paid') AND o.payment <> 'invoice' THEN o.total ELSE 0 END`,
  ),
  sqlInvariant(
    'O5',
    'a hold was confirmed before its end or has failed',
    `SELECT count(*) FROM orders.orders WHERE payment = 'hold'`,
    `SELECT 'order ' || o.order_id AS broken
       FROM orders.orders o
      WHERE o.payment = 'hold'
        AND (o.delivered_at >= o.expires_at
             OR o.failure_code = 'hold_expired' AND o.failed_at < o.expires_at)`,
  ),
  sqlInvariant(
    'O6',
    'nobody in a queue was overtaken: no later order got codes of which it could have been filled',
    'SELECT count(*) FROM orders.queue',
    `SELECT 'order ' || w.order_id || ' by ' || x.order_id AS broken
       FROM orders.queue x
       JOIN orders.queue w
         ON int8range(w.joined, w."left", '[]') @> int8range(x.joined, x."left", '[]')
        AND w.shelf_id = x.shelf_id AND w.joined < x.joined AND w.quantity <= x.quantity
        AND coalesce(w."left" > x."left", true)
       JOIN orders.orders o ON o.order_id = w.order_id
      WHERE x.filled AND o.expires_at > x.left_at + interval '1 minute'`,
  ),
  sqlInvariant(
    'O7',
    'an order waits in a queue as long as it is pending, and for nothing that is in stock',
    'SELECT count(*) FROM orders.queue WHERE "left" IS NULL',
    `SELECT 'order ' || o.order_id AS broken
       FROM orders.orders o LEFT JOIN orders.queue q ON q.order_id = o.order_id
      WHERE o.queued AND (q.order_id IS NULL OR q.quantity <> o.quantity
                          OR (o.status = 'pending') <> (q."left" IS NULL)
                          OR (o.status = 'delivered') <> coalesce(q.filled, false))
     UNION ALL
     SELECT 'shelf ' || coalesce(s.shelf_id, g.shelf_id)
       FROM stock.queues() s
       FULL JOIN (SELECT q.shelf_id, sum(q.quantity) AS codes, min(q.quantity) AS fewest
                    FROM orders.queue q WHERE q."left" IS NULL GROUP BY q.shelf_id) g
         ON g.shelf_id = s.shelf_id
      WHERE s.waiting IS DISTINCT FROM g.codes OR g.fewest <= s.available AND NOT s.filling`,
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
  sqlInvariant(
    'O4',
    'every replaced or refunded code had been read, or is withdrawn',
    'SELECT count(*) FROM orders.all_made_good()',
    `SELECT 'code ' || coalesce(g.code_id, w.code_id) AS broken
       FROM orders.all_made_good() g
       FULL JOIN (SELECT * FROM orders.withdrawn x WHERE x.resolution <> 'returned') w
         ON w.code_id = g.code_id
       LEFT JOIN orders.codes_of(ARRAY(
         SELECT o.order_id FROM orders.orders o
          WHERE o.refunded IS NOT NULL OR o.replacements IS NOT NULL)) c ON c.code_id = g.code_id
       LEFT JOIN orders.known_codes k ON k.code_id = g.code_id
      WHERE CASE WHEN w.code_id IS NULL
                 -- A clock that ran ahead has delivered it later than it was replaced or refunded: then it says nothing of the reading either.
                 THEN k.code_id IS NULL
                      AND (c.revealed_at IS NULL OR c.revealed_at > g.made_good_at AND c.delivered_at <= g.made_good_at)
                 ELSE w.order_id IS DISTINCT FROM g.order_id OR w.resolution <> g.resolution
                   OR w.withdrawn_at <> g.made_good_at
                   OR k.code_id IS NOT NULL
                      AND (k.read_at IS NOT NULL OR k.known_at < w.withdrawn_at OR w.state = 'restocked') END`,
  ),
  sqlInvariant(
    'O8',
    'a returned code has its refund and no reveal, and is in stock under its new id',
    `SELECT count(*) FROM orders.withdrawn WHERE resolution = 'returned'`,
    `SELECT 'code ' || coalesce(w.code_id, m.reference) AS broken
       FROM (SELECT x.code_id, x.order_id, x.run_id, x.position, x.reissued_as, o.tenant_id, o.unit_price
               FROM orders.withdrawn x JOIN orders.orders o ON o.order_id = x.order_id
              WHERE x.resolution = 'returned') w
       FULL JOIN ledger.moved_by('return') m ON m.reference = w.code_id
      WHERE m.amount IS DISTINCT FROM w.unit_price OR m.tenant_id IS DISTINCT FROM w.tenant_id
         OR EXISTS (SELECT FROM orders.known_codes k WHERE k.code_id = w.code_id)
         OR EXISTS (SELECT FROM orders.refunds f WHERE f.code_id = w.code_id)
         OR NOT EXISTS (SELECT FROM orders.withdrawn n WHERE n.code_id = w.reissued_as)
            AND NOT EXISTS (SELECT FROM stock.list_codes(w.run_id, w.position, 1) c
                             WHERE c.code_id = w.reissued_as)`,
  ),
  sqlInvariant(
    'O9',
    'every replacement and every code that came back to stock without a return is noted once as a move of its order',
    'SELECT count(*) FROM orders.code_moves',
    `SELECT 'order ' || coalesce(m.order_id, x.order_id) || ' run ' || coalesce(m.run_id, x.run_id) AS broken
       FROM (SELECT c.order_id, c.run_id, c.codes, c.at, count(*) AS moves FROM orders.code_moves c GROUP BY 1, 2, 3, 4) m
       FULL JOIN (
         SELECT y.order_id, y.run_id, y.codes, y.at, count(*) AS moves FROM (
           SELECT r.order_id, r.run_id, 1 AS codes, r.delivered_at AS at FROM orders.ranges r WHERE r.replaces IS NOT NULL
            UNION ALL
           SELECT w.order_id, w.run_id, 1, w.delivered_at FROM orders.withdrawn w
            WHERE w.replaces IS NOT NULL AND w.state = 'restocked'
            UNION ALL
           SELECT w.order_id, w.run_id, -1, w.settled_at FROM orders.withdrawn w
            WHERE w.state = 'restocked' AND w.resolution <> 'returned') y GROUP BY 1, 2, 3, 4) x
         ON (x.order_id, x.run_id, x.codes, x.at) = (m.order_id, m.run_id, m.codes, m.at)
      WHERE m.moves IS DISTINCT FROM x.moves`,
  ),
  {
    id: 'O4b',
    title: 'every reading showed the codes that its audit row says, and never a withdrawn one',
    check: checkReadings,
  },
];
