-- Locks what a return of codes of an order changes: its shelf, then its row, where readings wait. The caller holds the tenant's
-- account.
CREATE OR REPLACE FUNCTION orders.lock_for_return(p_at timestamptz, p_order uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stock.lock(ARRAY[o.shelf_id], p_at) FROM orders.orders o WHERE o.order_id = p_order;
  PERFORM FROM orders.orders o WHERE o.order_id = p_order FOR NO KEY UPDATE;
END $$;

-- Returns codes of a delivered order: their price is refunded, one transfer per code, named by it, so that no code is refunded
-- twice; the order keeps a line for each; and each is for sale again under another id, for which it was sealed. p_new
-- and p_sealed are aligned with p_code. The caller holds the locks of orders.lock_for_return and has checked that nobody has read
-- these codes.
CREATE OR REPLACE FUNCTION orders.return_codes(
  p_at timestamptz, p_tenant int, p_order uuid, p_by text, p_code uuid[], p_new uuid[],
  p_sealed bytea[], p_available int, p_refunds int, p_event uuid, p_data text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_count int := cardinality(p_code);
  v_price bigint;
  v_gone record;
BEGIN
  UPDATE orders.orders o
     SET refunded = coalesce(o.refunded, 0) + o.unit_price * v_count, sequence = o.sequence + 1
   WHERE o.order_id = p_order AND o.tenant_id = p_tenant AND o.status = 'delivered'
  RETURNING o.unit_price INTO STRICT v_price;
  WITH gone AS (
    INSERT INTO orders.withdrawn
      (code_id, order_id, run_id, position, replaces, replacement, delivered_at, resolution,
       withdrawn_at, state, settled_at, settled_by, reissued_as)
    SELECT c.code_id, p_order, c.run_id, c.position, c.replaces, c.replacement,
           CASE WHEN c.replaces IS NOT NULL THEN c.delivered_at END, 'returned', p_at,
           'restocked', p_at, p_by, u.new_id
      FROM unnest(p_code, p_new) u(code_id, new_id)
      JOIN orders.codes_of(ARRAY[p_order]) c ON c.code_id = u.code_id
     WHERE NOT c.known AND c.status = 'delivered'
    RETURNING code_id, run_id, position)
  SELECT array_agg(g.run_id ORDER BY u.ord) AS runs, array_agg(g.position ORDER BY u.ord) AS positions,
         count(*) AS codes INTO v_gone
    FROM gone g JOIN unnest(p_code) WITH ORDINALITY u(code_id, ord) ON u.code_id = g.code_id;
  IF v_gone.codes <> v_count THEN
    RAISE EXCEPTION 'orders: % of % codes can be returned', v_gone.codes, v_count;
  END IF;
  PERFORM orders.leave_ranges(p_order, v_gone.runs, v_gone.positions);
  PERFORM stock.reissue(p_code, v_gone.runs, v_gone.positions, p_new, p_sealed);
  PERFORM stock.give_back_codes(p_at, v_gone.runs, v_gone.positions);
  PERFORM ledger.post(
    p_at, array_fill('return'::text, ARRAY[v_count]), p_code, array_fill(p_refunds, ARRAY[v_count]),
    array_fill(p_available, ARRAY[v_count]), array_fill(v_price, ARRAY[v_count]));
  PERFORM events.emit_one(p_at, 'order.status_changed', p_tenant, p_order, ARRAY[p_event], ARRAY[p_data]);
END $$;

-- Takes single codes out of the ranges of an order; what is left of a range becomes ranges of its own.
CREATE OR REPLACE FUNCTION orders.leave_ranges(p_order uuid, p_run int[], p_position int[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_cut record;
BEGIN
  WITH cut AS (
    DELETE FROM orders.ranges r
     WHERE r.order_id = p_order AND r.released_at IS NULL AND EXISTS (
       SELECT FROM unnest(p_run, p_position) g(run_id, position)
        WHERE g.run_id = r.run_id AND g.position >= r.from_position
          AND g.position < r.from_position + r.codes)
    RETURNING r.run_id, r.from_position, r.codes)
  SELECT array_agg(c.run_id) AS runs, array_agg(c.from_position) AS heads,
         array_agg(c.from_position + c.codes) AS tails INTO v_cut FROM cut c;
  IF v_cut.runs IS NULL THEN RAISE EXCEPTION 'orders: % does not have these codes', p_order; END IF;
  INSERT INTO orders.ranges (order_id, run_id, from_position, codes)
  SELECT p_order, c.run_id, s.head, e.tail - s.head
    FROM unnest(v_cut.runs, v_cut.heads, v_cut.tails) c(run_id, head, tail)
    CROSS JOIN LATERAL (
      SELECT c.head
       UNION ALL
      SELECT g.position + 1 FROM unnest(p_run, p_position) g(run_id, position)
       WHERE g.run_id = c.run_id AND g.position >= c.head AND g.position < c.tail) s(head)
    CROSS JOIN LATERAL (
      SELECT coalesce(min(g.position), c.tail) AS tail
        FROM unnest(p_run, p_position) g(run_id, position)
       WHERE g.run_id = c.run_id AND g.position >= s.head AND g.position < c.tail) e
   WHERE e.tail > s.head;
END $$;

-- How many codes were returned since then, and what was refunded for them, by currency; live tenants only.
CREATE OR REPLACE FUNCTION orders.returned_since(p_since timestamptz)
RETURNS TABLE (currency text, codes bigint, amount bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT o.currency, count(*), sum(o.unit_price)::bigint
    FROM orders.withdrawn w JOIN orders.orders o ON o.order_id = w.order_id
   WHERE w.resolution = 'returned' AND w.withdrawn_at > p_since AND partners.is_live(o.tenant_id)
   GROUP BY o.currency;
END $$;
