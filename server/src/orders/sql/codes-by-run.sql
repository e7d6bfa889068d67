-- What orders hold and have bought of each run.
CREATE OR REPLACE FUNCTION orders.codes_by_run()
RETURNS TABLE (run_id int, held bigint, sold bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT r.run_id, coalesce(sum(r.codes) FILTER (WHERE o.status <> 'delivered'), 0)::bigint,
         coalesce(sum(r.codes) FILTER (WHERE o.status = 'delivered'), 0)::bigint
    FROM orders.ranges r JOIN orders.orders o ON o.order_id = r.order_id
   WHERE r.released_at IS NULL GROUP BY r.run_id;
END $$;
