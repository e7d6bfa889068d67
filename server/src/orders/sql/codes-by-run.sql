-- How many codes of each run orders have on hold and have bought.
CREATE OR REPLACE FUNCTION orders.codes_by_run()
RETURNS TABLE (run_id int, held bigint, sold bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT r.run_id, coalesce(sum(r.codes) FILTER (WHERE o.status <> 'delivered'), 0)::bigint,
         coalesce(sum(r.codes) FILTER (WHERE o.status = 'delivered'), 0)::bigint
    FROM orders.ranges r JOIN orders.orders o ON o.order_id = r.order_id
   WHERE r.released_at IS NULL GROUP BY r.run_id;
END $$;

-- How many codes of these runs are on hold for pending orders.
CREATE OR REPLACE FUNCTION orders.held_of(p_run int[]) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(sum(g.codes), 0)
      FROM orders.orders o
      CROSS JOIN LATERAL (
        SELECT r.codes FROM orders.ranges r
         WHERE r.order_id = o.order_id AND r.released_at IS NULL AND r.run_id = ANY(p_run)
        OFFSET 0) g
     WHERE o.status = 'pending');
END $$;

DROP FUNCTION IF EXISTS orders.sold_between(timestamptz, timestamptz);
