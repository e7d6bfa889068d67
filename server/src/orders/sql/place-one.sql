-- Places an order that is alone, paid from the balance and breaks no rule: most orders of a shop that is not busy. It has plain values
-- and one statement for each row, where orders.place has arrays: two thirds of its time.
-- True: it is delivered. False: something about it is not usual, nothing was done, and orders.place decides. So this function refuses nothing:
-- too little money or stock, a balance that becomes low, a key or a reference that was used before, codes that have expired, orders
-- that wait for codes.
-- p_pending, p_paid, p_delivered: the data of its three events, whose ids are p_event.
CREATE OR REPLACE FUNCTION orders.place_one(
  p_at timestamptz, p_order uuid, p_tenant int, p_available int, p_sales int,
  p_key text, p_fingerprint bytea, p_reference text, p_product int, p_shelf int, p_quantity int,
  p_list_price bigint, p_unit_price bigint, p_discount_bps int, p_tier text, p_total bigint, p_currency text,
  p_metadata text, p_api_key uuid, p_user uuid, p_low_balance bigint,
  p_event uuid[], p_pending text, p_paid text, p_delivered text
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_money bigint;
  v_stock bigint;
BEGIN
  v_money := ledger.lock_one(p_available);
  v_stock := stock.lock_one(p_shelf, p_at);
  IF (v_money >= p_total AND v_stock >= p_quantity) IS NOT true
     OR (v_money >= p_low_balance AND v_money - p_total < p_low_balance)
     OR kit.idempotency_resource(p_tenant, p_key) IS NOT NULL THEN
    RETURN false;
  END IF;
  IF p_reference IS NOT NULL THEN
    PERFORM FROM orders.orders o WHERE o.tenant_id = p_tenant AND o.reference = p_reference;
    IF FOUND THEN RETURN false; END IF;
  END IF;

  PERFORM kit.idempotency_save_one(p_at, 'createOrder', p_tenant, p_key, p_fingerprint, p_order);
  INSERT INTO orders.orders (
    order_id, tenant_id, status, sequence, product_id, shelf_id, quantity, list_price, unit_price, discount_bps,
    tier, total, currency, payment, queued, reference, metadata, key_id, user_id, created_at, paid_at, delivered_at)
  VALUES (
    p_order, p_tenant, 'delivered', 3, p_product, p_shelf, p_quantity, p_list_price, p_unit_price, p_discount_bps,
    p_tier, p_total, p_currency, 'balance', false, p_reference, p_metadata, p_api_key, p_user, p_at, p_at, p_at);
  INSERT INTO orders.ranges (order_id, run_id, from_position, codes)
  SELECT p_order, t.run_id, t.from_position, t.codes FROM stock.take_one(p_at, p_shelf, p_quantity) t;
  PERFORM ledger.post_one(p_at, 'order', p_order, p_available, p_sales, p_total);
  PERFORM events.emit_one(
    p_at, 'order.status_changed', p_tenant, p_order, p_event, ARRAY[p_pending, p_paid, p_delivered]);
  RETURN true;
END $$;
