import { connect } from './cluster.ts';
import type { Shop } from './shop.ts';

/** How much of each kind of record there is. */
export interface Office {
  readonly partners: number;
  readonly claims: number;
  readonly tickets: number;
  readonly deposits: number;
  readonly entries: number;
  readonly emails: number;
  readonly deliveries: number;
}

/**
 * Gives a shop with a history (`seedHistory`) what the people of its office read: businesses, claims of past orders, tickets, payments,
 * audit entries, e-mails and webhook deliveries. Rows have the form that the verbs give them; what hangs together across
 * modules (balances, the chain of the audit) is not made, so `verify` has things to say afterwards.
 */
export async function seedOffice(shop: Shop, office: Office): Promise<void> {
  const client = await connect(shop.url, { session_replication_role: 'replica' });
  try {
    for (const [statement, count] of statementsOf(office)) await client.query(statement, [count]);
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

/** A time in the last 30 days, the latest for the last of $1 rows. */
const AT = "now() + (n - $1::int) * interval '30 days' / $1::int";
const ID = "uuidv7((n - $1::int) * interval '30 days' / $1::int)";
/** A past order for each of $1 rows. */
const PAST = `(SELECT row_number() OVER ()::int AS n, p.* FROM bench.past p LIMIT $1) p`;

function statementsOf(office: Office): readonly (readonly [string, number])[] {
  return [
    [
      `WITH made AS (
         INSERT INTO partners.partners (partner_id, name, email, country, currency, approved_at, was_approved, created_at)
         SELECT ${ID}, 'Business ' || n, 'business' || n || '@bench.example', 'DE', 'USD', ${AT}, true, ${AT}
           FROM generate_series(1, $1::int) n RETURNING partner_id)
       INSERT INTO partners.tenants (partner_id, mode) SELECT m.partner_id, 'live' FROM made m`,
      office.partners,
    ],
    [
      `INSERT INTO claims.claims (claim_id, tenant_id, order_id, currency, reason, description, status, sequence, priority, origin,
                                  filed_by, created_at, answer_due_at, decision_due_at, decided_at, decided_by)
       SELECT ${ID}, p.tenant_id, p.order_id, 'USD', 'invalid', 'The shop refuses it.',
              CASE WHEN n % 50 = 0 THEN 'open' ELSE 'approved' END, 1, 'high', 'partner', 'operator:bench', ${AT}, ${AT}, ${AT},
              CASE WHEN n % 50 > 0 THEN ${AT} END, CASE WHEN n % 50 > 0 THEN 'operator:bench' END
         FROM ${PAST}`,
      office.claims,
    ],
    [
      `INSERT INTO claims.codes (claim_id, code_id, ordinal, run_id, position, lot_id, delivered_at, price, state)
       SELECT c.claim_id, k.code_id, 1, g.run_id, g.from_position, r.lot_id, c.created_at, 100,
              CASE c.status WHEN 'open' THEN 'open' ELSE 'refunded' END
         FROM (SELECT x.* FROM claims.claims x LIMIT $1) c
         JOIN orders.ranges g ON g.order_id = c.order_id
         JOIN stock.runs r ON r.run_id = g.run_id
         JOIN stock.codes k ON k.run_id = g.run_id AND k.position = g.from_position`,
      office.claims,
    ],
    [
      `INSERT INTO support.tickets (ticket_id, partner_id, topic, subject, status, open_since, due_at, solve_left_ms, created_at,
                                    updated_at, closed_at)
       SELECT ${ID}, t.partner_id, 'other', 'Question ' || n, CASE WHEN n % 50 = 0 THEN 'open' ELSE 'closed' END,
              CASE WHEN n % 50 = 0 THEN ${AT} END, CASE WHEN n % 50 = 0 THEN ${AT} END, 3600000, ${AT}, ${AT},
              CASE WHEN n % 50 > 0 THEN ${AT} END
         FROM ${PAST} JOIN partners.tenants t ON t.tenant_id = p.tenant_id`,
      office.tickets,
    ],
    [
      `INSERT INTO support.messages (message_id, ticket_id, side, name, text, created_at, position)
       SELECT gen_random_uuid(), t.ticket_id, 'partner', 'A buyer', 'Where do I find the list of codes?', t.created_at, m
         FROM (SELECT x.* FROM support.tickets x LIMIT $1) t CROSS JOIN generate_series(1, 3) m`,
      office.tickets,
    ],
    [
      `INSERT INTO funding.deposits (deposit_id, tenant_id, reference, amount, currency, credited_by, created_at, mode, method,
                                     reference_key, status, sent_amount, sent_currency, recorded_by, amount_by, changed_at,
                                     credited_at)
       SELECT ${ID}, p.tenant_id, 'PAYMENT ' || n, 100000 + n, 'USD', 'operator:bench', ${AT}, 'live', 'other', 'PAYMENT ' || n,
              'credited', 1000 + n / 100.0, 'USD', 'operator:bench', 'operator:bench', ${AT}, ${AT}
         FROM ${PAST}`,
      office.deposits,
    ],
    [
      `INSERT INTO audit.entries (at, actor, tenant_id, action, subject, address, request_id, detail)
       SELECT ${AT}, 'key:' || p.tenant_id, p.tenant_id,
              CASE n % 4 WHEN 0 THEN 'codes.revealed' WHEN 1 THEN 'deposit.credited' WHEN 2 THEN 'user.signed_in'
                         ELSE 'claim.opened' END,
              'order:' || p.order_id, '192.0.2.1', 'req_' || n, '{}'
         FROM (SELECT n, b.* FROM generate_series(1, $1::int) n
                 JOIN (SELECT row_number() OVER ()::int AS place, x.* FROM bench.past x LIMIT 10000) b
                   ON b.place = n % 10000 + 1) p`,
      office.entries,
    ],
    [
      `INSERT INTO kit.emails (email_id, recipient, template, subject, body_text, body_html, status, next_at, created_at, sent_at)
       SELECT ${ID}, 'business' || n % 5000 || '@bench.example', 'notification', 'Order ' || n || ' is delivered',
              repeat('A line of text. ', 20), repeat('<p>A line of text.</p>', 20), 'sent', ${AT}, ${AT}, ${AT}
         FROM generate_series(1, $1::int) n`,
      office.emails,
    ],
    [
      `WITH endpoints AS (
         INSERT INTO webhooks.endpoints (endpoint_id, tenant_id, url, status, status_at, created_at)
         SELECT uuidv7(), s.tenant_id, 'https://partner' || s.tenant_id || '.example/hook', 'enabled', now(), now()
           FROM events.streams s WHERE s.last_sequence > 0 RETURNING endpoint_id, tenant_id),
       cursors AS (
         INSERT INTO webhooks.cursors (endpoint_id, tenant_id, enabled, wanted_after, position)
         SELECT e.endpoint_id, e.tenant_id, true, 0, s.last_sequence FROM endpoints e JOIN events.streams s USING (tenant_id))
       INSERT INTO webhooks.deliveries (endpoint_id, sequence, status, tries, first_at, attempt_id, at, http, duration_ms)
       SELECT e.endpoint_id, o.sequence, 'delivered', 1, o.created_at, gen_random_uuid(), o.created_at, 200, 20
         FROM endpoints e JOIN events.outbox o ON o.tenant_id = e.tenant_id
        WHERE o.sequence <= $1::int / 50`,
      office.deliveries,
    ],
  ];
}
