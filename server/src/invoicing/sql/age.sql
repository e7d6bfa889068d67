-- What a tenant owes of orders that are on no invoice yet: their price less what came back of it, at most p_owed. It is read from the newest movement
-- back, until it is as much as is owed, or to the place where documents end. If it is less, o_order and o_back say what came back since for orders
-- before that place: it lowers their invoices, of which credit notes are to come. p_page: how many movements are read first.
CREATE OR REPLACE FUNCTION invoicing.uninvoiced(
  p_available int, p_held int, p_from bigint[], p_owed bigint, p_page int,
  OUT o_charged bigint, OUT o_order uuid[], OUT o_back bigint[]
) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_until bigint[] := ARRAY[9223372036854775807, 9223372036854775807];
  v_limit int := p_page;
  v_page record;
BEGIN
  o_charged := 0;
  o_order := '{}';
  o_back := '{}';
  LOOP
    WITH moved AS MATERIALIZED (SELECT * FROM ledger.newest_prices(p_available, p_held, p_from, v_until, v_limit)),
    back AS MATERIALIZED (
      SELECT r.order_id, -m.price AS amount
        FROM orders.orders_of_refunded(ARRAY(SELECT x.reference FROM moved x WHERE x.price < 0)) r
        JOIN moved m ON m.reference = r.code_id AND m.price < 0),
    younger AS MATERIALIZED (
      SELECT o.id FROM ledger.charged_after(p_available, p_held, p_from, ARRAY(SELECT DISTINCT x.order_id FROM back x)) o(id)),
    older AS (
      SELECT b.order_id, sum(b.amount)::bigint AS amount FROM back b WHERE b.order_id NOT IN (SELECT y.id FROM younger y) GROUP BY b.order_id)
    SELECT count(*) AS rows, min(m.version) FILTER (WHERE NOT m.is_held) - 1 AS available, min(m.version) FILTER (WHERE m.is_held) - 1 AS held,
           coalesce(sum(m.price) FILTER (WHERE m.price > 0), 0)
             - (SELECT coalesce(sum(b.amount), 0) FROM back b WHERE b.order_id IN (SELECT y.id FROM younger y)) AS charged,
           ARRAY(SELECT x.order_id FROM older x ORDER BY x.order_id) AS orders,
           ARRAY(SELECT x.amount FROM older x ORDER BY x.order_id) AS backs
      INTO v_page FROM moved m;
    o_charged := o_charged + v_page.charged;
    o_order := o_order || v_page.orders;
    o_back := o_back || v_page.backs;
    -- What came back is younger than its charge, so what is not read yet cannot lower this.
    EXIT WHEN o_charged >= p_owed OR v_page.rows < v_limit;
    v_until := ARRAY[coalesce(v_page.available, v_until[1]), coalesce(v_page.held, v_until[2])];
    v_limit := least(v_limit * 4, 4096);
  END LOOP;
  o_charged := least(o_charged, p_owed);
END $$;

-- What businesses owe, by invoice: payments settle the oldest first, so a debt is of what was charged last. It is allotted to orders without
-- an invoice, then to invoices, from the youngest to the oldest; each less what came back for its codes, on a credit note or not yet.
-- What is left belongs to no invoice, such as a deposit that was taken back. So the parts of a business add up to its debt, to the cent.
-- p_tenant null: of all that owe something. document_id null: without an invoice.
CREATE OR REPLACE FUNCTION invoicing.age(p_tenant int[])
RETURNS TABLE (tenant_id int, currency text, credit_limit bigint, document_id uuid, due_on date, amount bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  WITH debt AS MATERIALIZED (
    SELECT o.*, u.o_charged AS charged, u.o_order AS orders, u.o_back AS backs
      FROM ledger.owed(p_tenant) o LEFT JOIN invoicing.books b ON b.tenant_id = o.tenant_id
     CROSS JOIN LATERAL invoicing.uninvoiced(o.available, o.held,
                          ARRAY[coalesce(b.from_available, 0), coalesce(b.from_held, 0)], o.owed, 64) u),
  credited AS (
    SELECT l.document_id, sum(u.back) AS amount
      FROM debt x CROSS JOIN LATERAL unnest(x.orders, x.backs) u(order_id, back)
      JOIN invoicing.lines l ON l.order_id = u.order_id AND l.code_id IS NULL
     WHERE x.charged < x.owed GROUP BY l.document_id),
  invoices AS (
    SELECT d.tenant_id, d.document_id, d.due_on, d.issued_at, d.month,
           greatest(d.total - coalesce((SELECT sum(c.total) FROM invoicing.documents c WHERE c.invoice_id = d.document_id), 0)
                    - coalesce(y.amount, 0), 0) AS charged
      FROM debt x JOIN invoicing.documents d ON d.tenant_id = x.tenant_id AND d.kind = 'invoice' AND x.charged < x.owed
      LEFT JOIN credited y ON y.document_id = d.document_id),
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
