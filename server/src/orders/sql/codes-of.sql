-- Every code of delivered orders, in the order in which each order shows them: first the bought codes, then the replacements in
-- the order of their claims. `revealed_at`: when it was first read, as long as it is shown. `known`: that it was read, or that
-- its partner named it by its text. `aged_ms`: by how much the test clock was advanced since its delivery. A withdrawn code that has
-- been sold to somebody else since is not recognised here.
CREATE OR REPLACE FUNCTION orders.codes_of(p_order uuid[])
RETURNS TABLE (order_id uuid, code_id uuid, fingerprint bytea, run_id int, "position" int,
               replaces uuid, replacement int, delivered_at timestamptz,
               revealed_at timestamptz, known boolean, withdrawn boolean, status text, aged_ms bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT o.order_id, i.code_id, CASE WHEN l.gone THEN ''::bytea ELSE c.fingerprint END, l.run_id,
         c.position, l.replaces, l.replacement, coalesce(l.delivered_at, o.delivered_at),
         least(l.revealed_at, k.read_at), l.revealed_at IS NOT NULL OR k.known,
         l.withdrawn IS NOT NULL,
         CASE WHEN o.refunded IS NULL AND o.replacements IS NULL THEN 'delivered'
              ELSE orders.status_of(o.order_id, i.code_id) END,
         CASE WHEN o.aged_ms IS NULL AND o.replacements IS NULL THEN 0
              WHEN l.replaces IS NULL THEN coalesce(o.aged_ms, 0)
              ELSE orders.aged_of(o.order_id, l.replacement) END
    FROM unnest(p_order) WITH ORDINALITY u(id, ord)
    JOIN orders.orders o ON o.order_id = u.id AND o.status = 'delivered'
    CROSS JOIN LATERAL orders.lines(u.id) l
    CROSS JOIN LATERAL stock.list_codes(l.run_id, l.from_position, l.codes) c
    CROSS JOIN LATERAL (SELECT coalesce(l.withdrawn, c.code_id) AS code_id) i
    CROSS JOIN LATERAL (
      SELECT min(x.read_at) AS read_at, count(*) > 0 AS known
        FROM orders.known_codes x WHERE x.code_id = i.code_id) k
   ORDER BY u.ord, l.replacement NULLS FIRST, l.run_id, c.position;
END $$;

-- By how much the test clock was advanced since an order got this replacement; NULL: since it was delivered.
CREATE OR REPLACE FUNCTION orders.aged_of(p_order uuid, p_replacement int) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(a.aged_ms), 0) FROM (
    SELECT o.aged_ms FROM orders.orders o WHERE o.order_id = p_order AND p_replacement IS NULL
     UNION ALL
    SELECT r.aged_ms FROM orders.ranges r
     WHERE r.order_id = p_order AND r.replacement = p_replacement) a;
$$;

-- How a code of an order stands that has replacements, or money of which came back.
CREATE OR REPLACE FUNCTION orders.status_of(p_order uuid, p_code uuid) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE
    WHEN EXISTS (SELECT FROM orders.refunds f WHERE f.code_id = p_code) THEN 'refunded'
    WHEN EXISTS (SELECT FROM orders.withdrawn w
                  WHERE w.code_id = p_code AND w.resolution = 'returned') THEN 'returned'
    WHEN EXISTS (SELECT FROM orders.ranges r
                  WHERE r.order_id = p_order AND r.replaces = p_code AND r.released_at IS NULL)
      OR EXISTS (SELECT FROM orders.withdrawn w
                  WHERE w.order_id = p_order AND w.replaces = p_code) THEN 'replaced'
    ELSE 'delivered' END;
END $$;

-- The codes of these runs that partners have, and what each paid; for a recall.
CREATE OR REPLACE FUNCTION orders.codes_sold(p_run int[])
RETURNS TABLE (tenant_id int, order_id uuid, code_id uuid, run_id int, "position" int,
               delivered_at timestamptz, price bigint, currency text)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT o.tenant_id, o.order_id, c.code_id, g.run_id, c.position,
         coalesce(g.delivered_at, o.delivered_at), o.unit_price, o.currency
    FROM unnest(p_run) u(run)
    CROSS JOIN LATERAL (
      SELECT r.order_id, r.run_id, r.from_position, r.codes, r.delivered_at
        FROM orders.ranges r WHERE r.run_id = u.run AND r.released_at IS NULL OFFSET 0) g
    JOIN orders.orders o ON o.order_id = g.order_id AND o.status = 'delivered'
    CROSS JOIN LATERAL stock.list_codes(g.run_id, g.from_position, g.codes) c
   ORDER BY o.tenant_id, o.order_id, g.run_id, c.position;
END $$;

-- Who has codes of these runs, how many, and what they paid for them: counted by ranges, no code is read.
CREATE OR REPLACE FUNCTION orders.buyers_of(p_run int[])
RETURNS TABLE (tenant_id int, orders bigint, codes bigint, amount bigint, currency text)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT o.tenant_id, count(DISTINCT o.order_id), sum(g.codes)::bigint,
         sum(g.codes * o.unit_price)::bigint, o.currency
    FROM unnest(p_run) u(run)
    CROSS JOIN LATERAL (
      SELECT r.order_id, r.codes FROM orders.ranges r
       WHERE r.run_id = u.run AND r.released_at IS NULL OFFSET 0) g
    JOIN orders.orders o ON o.order_id = g.order_id AND o.status = 'delivered'
   GROUP BY o.tenant_id, o.currency ORDER BY 3 DESC, 1;
END $$;

-- Whether an order has the code at this place, or had it until it was withdrawn; for checks.
CREATE OR REPLACE FUNCTION orders.has_code(p_tenant int, p_order uuid, p_code uuid, p_run int, p_position int)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM orders.orders o
      JOIN orders.ranges r ON r.order_id = o.order_id
      CROSS JOIN LATERAL stock.list_codes(p_run, p_position, 1) c
     WHERE o.order_id = p_order AND o.tenant_id = p_tenant AND o.status = 'delivered'
       AND r.released_at IS NULL AND r.run_id = p_run
       AND p_position >= r.from_position AND p_position < r.from_position + r.codes
       AND c.code_id = p_code)
    OR EXISTS (
    SELECT FROM orders.orders o JOIN orders.withdrawn w ON w.order_id = o.order_id
     WHERE o.order_id = p_order AND o.tenant_id = p_tenant AND o.status = 'delivered'
       AND w.code_id = p_code AND w.run_id = p_run AND w.position = p_position);
END $$;
