import { type Invariant, sqlInvariant } from '../kit/invariant.ts';
import { CLAIM_WINDOW_MS } from '../orders/index.ts';

const CLAIMS = 'SELECT count(*) FROM claims.claims';
const CODES = 'SELECT count(*) FROM claims.codes';

export const claimInvariants: readonly Invariant[] = [
  sqlInvariant(
    'C1',
    "a claim's codes are codes that its order has",
    CODES,
    `SELECT 'code ' || c.code_id || ' of claim ' || c.claim_id AS broken
       FROM claims.codes c JOIN claims.claims m ON m.claim_id = c.claim_id
      WHERE NOT orders.has_code(m.tenant_id, m.order_id, c.code_id, c.run_id, c.position)
     UNION ALL
     SELECT 'claim ' || m.claim_id || ' without codes' FROM claims.claims m
      WHERE NOT EXISTS (SELECT FROM claims.codes c WHERE c.claim_id = m.claim_id)`,
  ),
  sqlInvariant(
    'C1a',
    'a code is in one open or approved claim',
    CODES,
    `SELECT 'code ' || c.code_id AS broken FROM claims.codes c
      WHERE c.state IN ('open', 'replaced', 'refunded')
      GROUP BY c.code_id HAVING count(*) > 1
     UNION ALL
     SELECT 'the unique index of claimed codes' FROM pg_index
      WHERE indexrelid = 'claims.codes_claimed'::regclass
        AND NOT (indisunique AND indisvalid AND indisready)`,
  ),
  sqlInvariant(
    'C1b',
    'each replacement is in its order, each refund has its transfer, and neither is without a claim',
    `SELECT count(*) FROM claims.codes WHERE state IN ('replaced', 'refunded')`,
    `SELECT 'code ' || c.code_id || ' of claim ' || c.claim_id AS broken
       FROM claims.codes c CROSS JOIN LATERAL orders.made_good(c.code_id) g
      WHERE c.state IN ('replaced', 'refunded')
        AND (c.replacement_id IS DISTINCT FROM g.o_replacement
             OR CASE c.state WHEN 'refunded' THEN c.price END IS DISTINCT FROM g.o_refund)
     UNION ALL
     SELECT g.resolution || ' code ' || g.code_id || ' without a claim'
       FROM orders.all_made_good() g
      WHERE NOT EXISTS (SELECT FROM claims.codes c
                         WHERE c.code_id = g.code_id AND c.state = g.resolution)`,
  ),
  sqlInvariant(
    'C1c',
    'a claim is approved if a code was replaced or refunded, and a decided claim is decided on every code',
    CLAIMS,
    `SELECT 'claim ' || m.claim_id AS broken
       FROM claims.claims m
       JOIN (SELECT c.claim_id, array_agg(DISTINCT c.state) AS states
               FROM claims.codes c GROUP BY c.claim_id) s ON s.claim_id = m.claim_id
      WHERE NOT CASE m.status
              WHEN 'approved' THEN s.states && ARRAY['replaced', 'refunded']
                               AND s.states <@ ARRAY['replaced', 'refunded', 'rejected']
              WHEN 'rejected' THEN s.states = ARRAY['rejected']
              WHEN 'withdrawn' THEN s.states = ARRAY['withdrawn']
              ELSE s.states = ARRAY['open'] END`,
  ),
  sqlInvariant(
    'C1d',
    'every claim has one event for each state that it passed',
    CLAIMS,
    `SELECT 'claim ' || m.claim_id AS broken
       FROM claims.claims m
       LEFT JOIN events.by_subject('claim.status_changed') e
         ON e.subject = m.claim_id AND e.tenant_id = m.tenant_id
       LEFT JOIN events.heads() h ON h.tenant_id = m.tenant_id
      WHERE coalesce(e.events, 0) <> m.sequence
        AND (h.pruned_at IS NULL OR m.created_at > h.pruned_at)`,
  ),
  sqlInvariant(
    'C1e',
    'no code was claimed outside its window, but by staff or a recall',
    CODES,
    `SELECT 'code ' || c.code_id || ' of claim ' || c.claim_id AS broken
       FROM claims.codes c JOIN claims.claims m ON m.claim_id = c.claim_id
      WHERE m.created_at < c.delivered_at
         OR NOT m.late AND m.origin <> 'recall'
            AND m.created_at > c.delivered_at + ${CLAIM_WINDOW_MS} * interval '1 millisecond'`,
  ),
  sqlInvariant(
    'C1f',
    'every decided claim has its decision, by two people where that was needed',
    `SELECT count(*) FROM claims.claims WHERE status IN ('approved', 'rejected')`,
    `SELECT 'claim ' || m.claim_id AS broken
       FROM claims.claims m
       LEFT JOIN claims.decisions d ON d.claim_id = m.claim_id AND d.state = 'taken'
      WHERE (m.status IN ('approved', 'rejected')) <> (d.claim_id IS NOT NULL)
         OR d.taken_by <> m.decided_by
         OR d.needs_two AND d.taken_by = d.proposed_by`,
  ),
  sqlInvariant(
    'C1g',
    'every replaced or refunded live code is booked once against the supplier of its lot',
    `SELECT count(*) FROM supplier_claims.booked()`,
    `SELECT 'code ' || coalesce(c.code_id, r.code_id) AS broken
       FROM (SELECT x.code_id, x.claim_id, x.lot_id
               FROM claims.codes x JOIN claims.claims m ON m.claim_id = x.claim_id
              WHERE x.state IN ('replaced', 'refunded') AND m.tenant_id IN (SELECT partners.live_tenants())) c
       FULL JOIN supplier_claims.booked() r ON r.code_id = c.code_id
       LEFT JOIN stock.suppliers_of_lots() s ON s.lot_id = c.lot_id
      WHERE r.claim_id IS DISTINCT FROM c.claim_id OR r.lot_id IS DISTINCT FROM c.lot_id
         OR r.supplier_id IS DISTINCT FROM s.supplier_id`,
  ),
];
