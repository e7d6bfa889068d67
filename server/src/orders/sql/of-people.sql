-- The orders that no key placed, for checks: people place them.
CREATE OR REPLACE FUNCTION orders.of_people()
RETURNS TABLE (order_id uuid, tenant_id int, user_id uuid, quantity int) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT o.order_id, o.tenant_id, o.user_id, coalesce(o.requested_quantity, o.quantity)
    FROM orders.orders o WHERE o.key_id IS NULL;
END $$;
