import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

export const eventInvariants: readonly Invariant[] = [
  sqlInvariant(
    'E1',
    'every stream is numbered without a gap from its last pruned event to its last sequence, except where a restore left a hole',
    'SELECT count(*) FROM events.streams',
    `SELECT 'stream of tenant ' || s.tenant_id AS broken
       FROM events.streams s
       LEFT JOIN (SELECT o.tenant_id, count(*) AS events, min(o.sequence) AS first,
                         max(o.sequence) AS last
                    FROM events.outbox o GROUP BY o.tenant_id) g ON g.tenant_id = s.tenant_id
      WHERE coalesce(g.last, s.pruned_through) <> s.last_sequence
         OR coalesce(g.events, 0) <> s.last_sequence - s.pruned_through
                                    - events.missing_after(s.tenant_id, s.pruned_through)
         OR g.first <= s.pruned_through`,
  ),
  sqlInvariant(
    'E2',
    'every event belongs to a stream',
    'SELECT count(*) FROM events.outbox',
    `SELECT 'event ' || o.event_id || ' of tenant ' || o.tenant_id AS broken
       FROM events.outbox o
      WHERE NOT EXISTS (SELECT FROM events.streams s WHERE s.tenant_id = o.tenant_id)`,
  ),
];
