-- The sums of some orders as they are now: how many were delivered, wait and failed, the delivered codes, and the price of what was delivered
-- or waits.
CREATE OR REPLACE FUNCTION orders.sums_of(
  p_order uuid[], OUT o_delivered int, OUT o_waiting int, OUT o_failed int, OUT o_codes bigint, OUT o_total bigint
) LANGUAGE sql STABLE AS $$
  SELECT count(*) FILTER (WHERE o.status = 'delivered'), count(*) FILTER (WHERE o.status IN ('pending', 'paid')),
         count(*) FILTER (WHERE o.status = 'failed'),
         coalesce(sum(o.quantity) FILTER (WHERE o.status = 'delivered'), 0),
         coalesce(sum(o.total) FILTER (WHERE o.status <> 'failed'), 0)
    FROM orders.orders o WHERE o.order_id = ANY (p_order)
$$;
