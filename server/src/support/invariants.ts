import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

export const supportInvariants: readonly Invariant[] = [
  sqlInvariant(
    'T1',
    'every ticket begins with a message, and its messages are numbered without a gap',
    'SELECT count(*) FROM support.tickets',
    `SELECT 'ticket ' || t.ticket_id AS broken
       FROM support.tickets t
       LEFT JOIN (SELECT m.ticket_id, count(*) AS messages, max(m.position) AS last
                    FROM support.messages m GROUP BY m.ticket_id) g USING (ticket_id)
      WHERE g.last IS DISTINCT FROM g.messages OR g.messages IS NULL`,
  ),
];
