-- A code of a delivered order, by its id or else by the fingerprint of its text, in the form of orders.codes_of; p_tenant NULL: of any
-- tenant. A code that nobody has, one of somebody else and one that does not exist cost the same statements.
CREATE OR REPLACE FUNCTION orders.find_code(p_tenant int, p_code uuid, p_fingerprint bytea)
RETURNS TABLE (tenant_id int, order_id uuid, code_id uuid, run_id int, "position" int, replaces uuid,
               delivered_at timestamptz, revealed_at timestamptz, known boolean, status text,
               aged_ms bigint)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_place record;
  v_order uuid;
  v_gone orders.withdrawn;
BEGIN
  SELECT f.o_code AS code_id, f.o_run AS run_id, f.o_position AS "position" INTO v_place
    FROM stock.find_code(p_code, p_fingerprint) f;
  SELECT r.order_id INTO v_order
    FROM (SELECT g.order_id, g.from_position + g.codes AS tail FROM orders.ranges g
           WHERE g.run_id = v_place.run_id AND g.from_position <= v_place.position
             AND g.released_at IS NULL
           ORDER BY g.from_position DESC LIMIT 1) r
   WHERE r.tail > v_place.position;
  -- A withdrawn code keeps its id, and may have been sold under another since.
  SELECT * INTO v_gone FROM orders.withdrawn w WHERE w.code_id = p_code;
  IF FOUND THEN
    v_order := v_gone.order_id;
    SELECT v_gone.code_id, v_gone.run_id, v_gone.position INTO v_place;
  END IF;
  RETURN QUERY
  SELECT o.tenant_id, o.order_id, v_place.code_id, l.run_id, v_place.position, l.replaces,
         coalesce(l.delivered_at, o.delivered_at), least(l.revealed_at, k.read_at),
         l.revealed_at IS NOT NULL OR k.known,
         CASE WHEN o.refunded IS NULL AND o.replacements IS NULL THEN 'delivered'
              ELSE orders.status_of(o.order_id, v_place.code_id) END,
         orders.aged_of(o.order_id, l.replacement)
    FROM orders.orders o
    CROSS JOIN LATERAL orders.lines(o.order_id) l
    CROSS JOIN LATERAL stock.list_codes(l.run_id, v_place.position, 1) c
    CROSS JOIN LATERAL (
      SELECT min(x.read_at) AS read_at, count(*) > 0 AS known
        FROM orders.known_codes x WHERE x.code_id = v_place.code_id) k
   WHERE o.order_id = v_order AND o.status = 'delivered'
     AND (p_tenant IS NULL OR o.tenant_id = p_tenant)
     AND l.run_id = v_place.run_id AND v_place.position >= l.from_position
     AND v_place.position < l.from_position + l.codes
     AND coalesce(l.withdrawn, c.code_id) = v_place.code_id;
END $$;
