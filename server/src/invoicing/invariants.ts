import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

/** What a tenant's issued documents must have by its ledger: all of it up to where its book is. */
const BOOKED = `invoicing.books b
  JOIN ledger.accounts_of(ARRAY(SELECT tenant_id FROM invoicing.books)) a ON a.tenant_id = b.tenant_id
  CROSS JOIN LATERAL ledger.booked(a.available, a.held, ARRAY[0, 0]::bigint[],
                                   ARRAY[b.from_available, b.from_held]) m`;

export const invoicingInvariants: readonly Invariant[] = [
  sqlInvariant(
    'D1',
    'documents of a kind and year are numbered from 1 without a repeat, up to the number that was given last, with no gap but those of restores',
    'SELECT count(*) FROM invoicing.documents',
    `WITH used AS (
       SELECT d.kind, d.year, d.number AS first, d.number AS last FROM invoicing.documents d
        UNION ALL
       SELECT l.kind, l.year, l.after + 1, l.through FROM invoicing.lost_numbers l),
     ordered AS (
       SELECT u.kind, u.year, u.first, max(u.last) OVER (PARTITION BY u.kind, u.year) AS highest,
              coalesce(lag(u.last) OVER (PARTITION BY u.kind, u.year ORDER BY u.first, u.last), 0) AS before
         FROM used u)
     SELECT DISTINCT o.kind || ' ' || o.year AS broken
       FROM ordered o LEFT JOIN invoicing.series s ON s.kind = o.kind AND s.year = o.year
      WHERE o.first <> o.before + 1 OR o.highest <> coalesce(s.number, o.highest)
      UNION
     SELECT s.kind || ' ' || s.year FROM invoicing.series s
      WHERE s.number > 0 AND NOT EXISTS (SELECT 1 FROM used u WHERE u.kind = s.kind AND u.year = s.year)`,
  ),
  sqlInvariant(
    'D2',
    'dates of documents never fall along their numbers, and are in the year of their number',
    'SELECT count(*) FROM invoicing.documents',
    `SELECT x.kind || ' ' || x.year || ' ' || x.number AS broken
       FROM (SELECT d.kind, d.year, d.number, d.issued_at,
                    lag(d.issued_at) OVER (PARTITION BY d.kind ORDER BY d.year, d.number) AS before
               FROM invoicing.documents d) x
      WHERE x.issued_at < x.before OR extract(year FROM x.issued_at AT TIME ZONE 'UTC') <> x.year`,
  ),
  sqlInvariant(
    'D3',
    'a document totals its lines, and its lines are orders, or codes of orders that are on the invoice it corrects',
    'SELECT count(*) FROM invoicing.documents',
    `SELECT 'document ' || d.document_id AS broken
       FROM invoicing.documents d
       LEFT JOIN invoicing.lines l ON l.document_id = d.document_id
       LEFT JOIN invoicing.lines o ON d.kind = 'credit_note' AND o.order_id = l.order_id AND o.code_id IS NULL
      GROUP BY d.document_id
     HAVING coalesce(sum(l.amount), 0) <> d.total OR count(l.position) <> d.lines OR d.total <> d.net + d.tax
         OR bool_or((l.code_id IS NULL) <> (d.kind = 'invoice'))
         OR bool_or(d.kind = 'credit_note' AND o.document_id IS DISTINCT FROM d.invoice_id)`,
  ),
  sqlInvariant(
    'D4',
    'every order that was delivered in a closed month is on one invoice, and every refund and return on one credit note, at the amount in the ledger',
    'SELECT count(*) FROM invoicing.lines',
    `SELECT x.kind || ' ' || x.reference AS broken
       FROM (SELECT CASE WHEN m.kind = 'capture' THEN 'order' ELSE m.kind END AS kind, m.reference,
                    abs(m.amount) AS amount, b.tenant_id
               FROM ${BOOKED}) x
       FULL JOIN (SELECT l.reason, coalesce(l.code_id, l.order_id) AS reference, l.amount, d.tenant_id
                    FROM invoicing.lines l JOIN invoicing.documents d ON d.document_id = l.document_id) y
         ON y.reason = x.kind AND y.reference = x.reference
      WHERE x.amount IS DISTINCT FROM y.amount OR x.tenant_id IS DISTINCT FROM y.tenant_id`,
  ),
  sqlInvariant(
    'D5',
    'what businesses owe by invoice adds up to their balances below zero, and no invoice is owed more than it is less its credit notes',
    'SELECT count(*) FROM ledger.owed(NULL)',
    `WITH parts AS MATERIALIZED (SELECT * FROM invoicing.age(NULL))
     SELECT 'tenant ' || o.tenant_id AS broken
       FROM ledger.owed(NULL) o LEFT JOIN parts p ON p.tenant_id = o.tenant_id
      GROUP BY o.tenant_id, o.owed HAVING o.owed <> coalesce(sum(p.amount), 0) OR min(p.amount) <= 0
      UNION ALL
     SELECT 'document ' || p.document_id
       FROM parts p JOIN invoicing.documents d ON d.document_id = p.document_id
      WHERE p.amount > d.total - (SELECT coalesce(sum(c.total), 0) FROM invoicing.documents c WHERE c.invoice_id = d.document_id)`,
  ),
];
