-- Notes what happens to a test order that was just placed with its money and codes on hold, and moves it to paid if p_data, the
-- event of that state, is given. In the commit that places it: the caller holds the locks.
CREATE OR REPLACE FUNCTION orders.schedule_next(
  p_at timestamptz, p_tenant int, p_order uuid, p_outcome text, p_due timestamptz, p_event uuid, p_data text
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF partners.is_live(p_tenant) THEN RAISE EXCEPTION 'orders: a live order has no script'; END IF;
  INSERT INTO orders.nexts (order_id, tenant_id, outcome, due_at) VALUES (p_order, p_tenant, p_outcome, p_due);
  IF p_data IS NULL THEN RETURN; END IF;
  UPDATE orders.orders o SET status = 'paid', sequence = o.sequence + 1, paid_at = p_at
   WHERE o.order_id = p_order AND o.tenant_id = p_tenant AND o.status = 'pending';
  IF NOT FOUND THEN RAISE EXCEPTION 'orders: only what is pending is paid'; END IF;
  PERFORM events.emit_one(p_at, 'order.status_changed', p_tenant, p_order, ARRAY[p_event], ARRAY[p_data]);
END $$;

-- Ends a paid order whose codes do not come: its codes and money on hold are released in the same commit. False if it is not paid:
-- nothing was done.
CREATE OR REPLACE FUNCTION orders.fail_paid(
  p_at timestamptz, p_order uuid, p_tenant int, p_shelf int, p_available int, p_held int, p_event uuid, p_data text
) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ledger.lock_one(p_available);
  PERFORM stock.lock(ARRAY[p_shelf], p_at);
  UPDATE orders.orders o
     SET status = 'failed', sequence = o.sequence + 1, failed_at = p_at, failure_code = 'upstream_failed'
   WHERE o.order_id = p_order AND o.tenant_id = p_tenant AND o.status = 'paid';
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM orders.release(p_at, p_order, p_available, p_held);
  PERFORM events.emit_one(p_at, 'order.status_changed', p_tenant, p_order, ARRAY[p_event], ARRAY[p_data]);
  RETURN true;
END $$;
