-- Whether the partner's own reference of an order contains a text, in any case.
CREATE OR REPLACE FUNCTION orders.has_reference_part(p_order uuid, p_part text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM orders.orders o
                  WHERE o.order_id = p_order AND strpos(lower(o.reference), lower(p_part)) > 0)
$$;
