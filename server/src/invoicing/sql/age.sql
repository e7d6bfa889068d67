-- What businesses owe, by invoice: payments settle the oldest first, so a debt is of what was charged last. It is allotted to orders without
-- an invoice, then to invoices less their credit notes, from the youngest to the oldest. What came back for a code counts like a payment
-- until its credit note is issued. What is left belongs to no invoice, such as a deposit that was taken back. So the parts of a business add up to its debt, to the cent. p_tenant null: of all that owe something.
-- document_id null: without an invoice.
CREATE OR REPLACE FUNCTION invoicing.age(p_tenant int[])
RETURNS TABLE (tenant_id int, currency text, credit_limit bigint, document_id uuid, due_on date, amount bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  WITH debt AS MATERIALIZED (
    SELECT o.*, ledger.charged_since(o.available, o.held,
                  ARRAY[coalesce(b.from_available, 0), coalesce(b.from_held, 0)]) AS charged
      FROM ledger.owed(p_tenant) o LEFT JOIN invoicing.books b ON b.tenant_id = o.tenant_id),
  invoices AS (
    SELECT d.tenant_id, d.document_id, d.due_on, d.issued_at, d.month,
           greatest(d.total - coalesce((SELECT sum(c.total) FROM invoicing.documents c WHERE c.invoice_id = d.document_id), 0), 0) AS charged
      FROM debt x JOIN invoicing.documents d ON d.tenant_id = x.tenant_id AND d.kind = 'invoice'),
  stacked AS (
    SELECT i.tenant_id, i.document_id, coalesce(i.due_on, (i.issued_at AT TIME ZONE 'UTC')::date + 14) AS due_on,
           i.charged, x.charged + coalesce(sum(i.charged) OVER w, 0) AS younger
      FROM invoices i JOIN debt x ON x.tenant_id = i.tenant_id
    WINDOW w AS (PARTITION BY i.tenant_id ORDER BY i.month DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
  allotted AS (
    SELECT s.tenant_id, s.document_id, s.due_on, least(s.charged, x.owed - s.younger)::bigint AS amount
      FROM stacked s JOIN debt x ON x.tenant_id = s.tenant_id
     WHERE x.owed > s.younger AND s.charged > 0)
  SELECT x.tenant_id, x.currency, x.credit_limit, s.document_id, s.due_on, s.amount
    FROM allotted s JOIN debt x ON x.tenant_id = s.tenant_id
  UNION ALL
  SELECT x.tenant_id, x.currency, x.credit_limit, NULL, NULL, (x.owed - coalesce(y.amount, 0))::bigint
    FROM debt x
    LEFT JOIN (SELECT s.tenant_id, sum(s.amount) AS amount FROM allotted s GROUP BY s.tenant_id) y ON y.tenant_id = x.tenant_id
   WHERE x.owed > coalesce(y.amount, 0);
END $$;
