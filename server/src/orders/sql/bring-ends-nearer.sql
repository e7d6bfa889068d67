-- Brings the end of everything nearer that the orders of a test tenant wait for, and of the windows that began at p_since or later. The
-- caller holds the lock of the tenant's account.
CREATE OR REPLACE FUNCTION orders.bring_ends_nearer(p_tenant int, p_ms bigint, p_since timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_by interval := p_ms * interval '1 millisecond';
BEGIN
  IF partners.is_live(p_tenant) THEN RAISE EXCEPTION 'orders: no clock moves live orders'; END IF;
  UPDATE orders.orders o SET expires_at = o.expires_at - v_by
   WHERE o.tenant_id = p_tenant AND o.status = 'pending' AND o.expires_at IS NOT NULL;
  UPDATE orders.nexts n SET due_at = n.due_at - v_by WHERE n.tenant_id = p_tenant;
  UPDATE orders.ranges r SET aged_ms = coalesce(r.aged_ms, 0) + p_ms
    FROM orders.orders o
   WHERE o.tenant_id = p_tenant AND o.replacements IS NOT NULL AND r.order_id = o.order_id
     AND r.replaces IS NOT NULL
     AND r.delivered_at - coalesce(r.aged_ms, 0) * interval '1 millisecond' >= p_since;
  UPDATE orders.orders o SET aged_ms = coalesce(o.aged_ms, 0) + p_ms
   WHERE o.tenant_id = p_tenant AND o.status = 'delivered' AND o.delivered_at >= p_since
     AND o.delivered_at - coalesce(o.aged_ms, 0) * interval '1 millisecond' >= p_since;
END $$;
