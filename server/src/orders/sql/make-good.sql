-- Gives a delivered order other codes for bad ones, from other lots than p_lot if possible. The caller holds the tenant's
-- account. o_code and its place are aligned with p_code; NULL if fewer than requested are in stock, as o_available says; then
-- nothing was done.
CREATE OR REPLACE FUNCTION orders.replace_codes(
  p_at timestamptz, p_tenant int, p_order uuid, p_code uuid[], p_lot uuid[],
  OUT o_available bigint, OUT o_code uuid[]
) LANGUAGE plpgsql AS $$
DECLARE
  v_shelf int;
  v_last int;
BEGIN
  SELECT o.shelf_id INTO STRICT v_shelf FROM orders.orders o
   WHERE o.order_id = p_order AND o.tenant_id = p_tenant AND o.status = 'delivered';
  o_available := coalesce((stock.lock(ARRAY[v_shelf], p_at))[1], 0);
  IF o_available < cardinality(p_code) THEN RETURN; END IF;
  UPDATE orders.orders o SET replacements = coalesce(o.replacements, 0) + cardinality(p_code)
   WHERE o.order_id = p_order
  RETURNING o.replacements - cardinality(p_code) INTO v_last;
  PERFORM orders.withdraw(p_at, p_order, p_code, 'replaced');
  WITH taken AS (
    SELECT u.run_id, u.from_position + g.offset AS position,
           row_number() OVER (ORDER BY u.ord, g.offset) AS n
      FROM stock.take_apart(p_at, v_shelf, cardinality(p_code), p_lot) t
      CROSS JOIN LATERAL unnest(t.o_run, t.o_from, t.o_codes) WITH ORDINALITY
        u(run_id, from_position, codes, ord)
      CROSS JOIN LATERAL generate_series(0, u.codes - 1) g("offset")),
  given AS (
    INSERT INTO orders.ranges
      (order_id, run_id, from_position, codes, replaces, replacement, delivered_at)
    SELECT p_order, t.run_id, t.position, 1, p_code[t.n], v_last + t.n, p_at FROM taken t),
  moved AS (
    INSERT INTO orders.code_moves (order_id, run_id, codes, at) SELECT p_order, t.run_id, 1, p_at FROM taken t)
  SELECT array_agg(c.code_id ORDER BY t.n) INTO o_code
    FROM taken t CROSS JOIN LATERAL stock.list_codes(t.run_id, t.position, 1) c;
END $$;

-- Refunds the cost of codes of a delivered order: one transfer per code, named by it, so that no code is refunded twice. The
-- caller holds the tenant's account. Returns the amount of each.
CREATE OR REPLACE FUNCTION orders.refund_codes(
  p_at timestamptz, p_tenant int, p_order uuid, p_code uuid[], p_available int, p_refunds int
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_count int := cardinality(p_code);
  v_price bigint;
BEGIN
  UPDATE orders.orders o SET refunded = coalesce(o.refunded, 0) + o.unit_price * v_count
   WHERE o.order_id = p_order AND o.tenant_id = p_tenant AND o.status = 'delivered'
  RETURNING o.unit_price INTO STRICT v_price;
  PERFORM orders.withdraw(p_at, p_order, p_code, 'refunded');
  INSERT INTO orders.refunds (order_id, code_id, amount, refunded_at)
  SELECT p_order, u, v_price, p_at FROM unnest(p_code) u;
  PERFORM ledger.post(
    p_at, array_fill('refund'::text, ARRAY[v_count]), p_code, array_fill(p_refunds, ARRAY[v_count]),
    array_fill(p_available, ARRAY[v_count]), array_fill(v_price, ARRAY[v_count]));
  RETURN v_price;
END $$;

-- What a code was replaced by, or the amount that was refunded for it; for checks.
CREATE OR REPLACE FUNCTION orders.made_good(p_code uuid, OUT o_replacement uuid, OUT o_refund bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT c.code_id INTO o_replacement FROM orders.ranges r
    CROSS JOIN LATERAL stock.list_codes(r.run_id, r.from_position, 1) c
   WHERE r.replaces = p_code AND r.released_at IS NULL;
  IF NOT FOUND THEN
    SELECT w.code_id INTO o_replacement FROM orders.withdrawn w
     WHERE w.replaces = p_code AND w.state = 'restocked';
  END IF;
  SELECT f.amount INTO o_refund FROM orders.refunds f WHERE f.code_id = p_code;
END $$;

-- Every code that was replaced or refunded, and when.
CREATE OR REPLACE FUNCTION orders.all_made_good()
RETURNS TABLE (order_id uuid, code_id uuid, resolution text, made_good_at timestamptz)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT r.order_id, r.replaces, 'replaced', r.delivered_at
    FROM orders.ranges r WHERE r.replaces IS NOT NULL
   UNION ALL
  SELECT w.order_id, w.replaces, 'replaced', w.delivered_at
    FROM orders.withdrawn w WHERE w.replaces IS NOT NULL AND w.state = 'restocked'
   UNION ALL
  SELECT f.order_id, f.code_id, 'refunded', f.refunded_at FROM orders.refunds f;
END $$;
