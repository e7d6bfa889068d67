-- Where the codes of delivered orders came from, and what was paid for each: however many of them were withdrawn or returned since.
-- Replacements are not among them.
CREATE OR REPLACE FUNCTION orders.sold_by_run(p_order uuid[])
RETURNS TABLE (order_id uuid, tenant_id int, product_id int, tier text, currency text, price bigint, run_id int, codes bigint)
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY
  SELECT o.order_id, o.tenant_id, o.product_id, o.tier, o.currency, o.unit_price, g.run_id, sum(g.codes)::bigint
    FROM unnest(p_order) u(id)
    JOIN orders.orders o ON o.order_id = u.id
    CROSS JOIN LATERAL (
      SELECT r.run_id, r.codes FROM orders.ranges r
       WHERE r.order_id = o.order_id AND r.released_at IS NULL AND r.replaces IS NULL
       UNION ALL
      SELECT w.run_id, 1 FROM orders.withdrawn w
       WHERE (o.refunded IS NOT NULL OR o.replacements IS NOT NULL)
         AND w.order_id = o.order_id AND w.state = 'restocked' AND w.replaces IS NULL) g
   GROUP BY o.order_id, g.run_id;
END $$;

-- The orders and the origin of codes for which money came back.
CREATE OR REPLACE FUNCTION orders.money_back_of(p_code uuid[])
RETURNS TABLE (code_id uuid, tenant_id int, product_id int, tier text, currency text, run_id int)
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY
  SELECT u.id, o.tenant_id, o.product_id, o.tier, o.currency, coalesce(w.run_id, (stock.find_code(u.id, NULL)).o_run)
    FROM unnest(p_code) u(id)
    LEFT JOIN orders.withdrawn w ON w.code_id = u.id
    LEFT JOIN orders.refunds f ON f.code_id = u.id
    JOIN orders.orders o ON o.order_id = coalesce(f.order_id, w.order_id);
END $$;

-- The orders of codes for which money came back.
CREATE OR REPLACE FUNCTION orders.orders_of_refunded(p_code uuid[]) RETURNS TABLE (code_id uuid, order_id uuid)
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY
  SELECT u.id, coalesce(f.order_id, w.order_id)
    FROM unnest(p_code) u(id)
    LEFT JOIN orders.withdrawn w ON w.code_id = u.id
    LEFT JOIN orders.refunds f ON f.code_id = u.id;
END $$;

-- These moves of codes without money, of live tenants.
CREATE OR REPLACE FUNCTION orders.code_moves_of(p_move bigint[])
RETURNS TABLE (tenant_id int, product_id int, tier text, currency text, run_id int, codes int, at timestamptz)
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY
  SELECT o.tenant_id, o.product_id, o.tier, o.currency, m.run_id, m.codes, m.at
    FROM unnest(p_move) u(id)
    JOIN orders.code_moves m ON m.move_id = u.id
    JOIN orders.orders o ON o.order_id = m.order_id
   WHERE partners.is_live(o.tenant_id);
END $$;

-- The moves that nobody has counted.
CREATE OR REPLACE FUNCTION orders.uncounted_moves() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT m.move_id FROM orders.code_moves m WHERE NOT m.counted);
END $$;

-- Marks the moves that nobody has counted, and returns them; p_all: every move, to count anew.
CREATE OR REPLACE FUNCTION orders.take_uncounted_moves(p_all boolean) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  v_taken bigint[];
BEGIN
  IF p_all THEN RETURN ARRAY(SELECT m.move_id FROM orders.code_moves m WHERE m.counted) || orders.take_uncounted_moves(false); END IF;
  WITH taken AS (
    UPDATE orders.code_moves m SET counted = true WHERE NOT m.counted RETURNING m.move_id)
  SELECT array_agg(t.move_id) INTO v_taken FROM taken t;
  RETURN coalesce(v_taken, '{}');
END $$;

-- What happened to codes of live tenants in a period, read from the orders themselves: `sold`, `returned`, `refunded`, `replaced` and
-- `restocked`, with the money of each.
CREATE OR REPLACE FUNCTION orders.code_facts(p_from timestamptz, p_until timestamptz)
RETURNS TABLE (fact text, tenant_id int, product_id int, tier text, currency text, run_id int, codes bigint, amount bigint,
               at timestamptz)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT 'sold', o.tenant_id, o.product_id, o.tier, o.currency, g.run_id, g.codes::bigint, g.codes * o.unit_price, o.delivered_at
    FROM orders.orders o
    CROSS JOIN LATERAL (
      SELECT r.run_id, r.codes FROM orders.ranges r
       WHERE r.order_id = o.order_id AND r.released_at IS NULL AND r.replaces IS NULL
       UNION ALL
      SELECT w.run_id, 1 FROM orders.withdrawn w
       WHERE (o.refunded IS NOT NULL OR o.replacements IS NOT NULL)
         AND w.order_id = o.order_id AND w.state = 'restocked' AND w.replaces IS NULL) g
   WHERE o.delivered_at >= p_from AND o.delivered_at < p_until AND o.tenant_id IN (SELECT partners.live_tenants());
  RETURN QUERY
  SELECT 'returned', o.tenant_id, o.product_id, o.tier, o.currency, w.run_id, 1::bigint, o.unit_price, w.withdrawn_at
    FROM orders.withdrawn w JOIN orders.orders o ON o.order_id = w.order_id
   WHERE w.resolution = 'returned' AND w.withdrawn_at >= p_from AND w.withdrawn_at < p_until AND o.tenant_id IN (SELECT partners.live_tenants());
  RETURN QUERY
  SELECT 'refunded', o.tenant_id, o.product_id, o.tier, o.currency,
         coalesce(w.run_id, (stock.find_code(f.code_id, NULL)).o_run), 1::bigint, f.amount, f.refunded_at
    FROM orders.refunds f
    JOIN orders.orders o ON o.order_id = f.order_id
    LEFT JOIN orders.withdrawn w ON w.code_id = f.code_id
   WHERE f.refunded_at >= p_from AND f.refunded_at < p_until AND o.tenant_id IN (SELECT partners.live_tenants());
  RETURN QUERY
  SELECT CASE WHEN m.codes > 0 THEN 'replaced' ELSE 'restocked' END, o.tenant_id, o.product_id, o.tier, o.currency, m.run_id,
         1::bigint, 0::bigint, m.at
    FROM orders.code_moves m JOIN orders.orders o ON o.order_id = m.order_id
   WHERE m.at >= p_from AND m.at < p_until AND o.tenant_id IN (SELECT partners.live_tenants());
END $$;
