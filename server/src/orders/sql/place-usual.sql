-- Places a batch of orders in which each is paid from the balance, wants all of its codes and breaks no rule: most batches of a busy shop. It decides
-- about all of them at once, where orders.place decides about one after the other.
-- True: all are delivered. False: something about one of them is not usual, nothing was done, and orders.place decides. So this function refuses
-- nothing: too little money or stock for all together, a balance that becomes low, a key or a reference that was used before.
-- Arrays and pieces of events as those of orders.place.
CREATE OR REPLACE FUNCTION orders.place_usual(
  p_at timestamptz, p_order uuid[], p_tenant int[], p_available int[], p_sales int[],
  p_key text[], p_fingerprint bytea[], p_reference text[], p_product int[], p_shelf int[], p_quantity int[],
  p_list_price bigint[], p_unit_price bigint[], p_discount_bps int[], p_tier text[], p_total bigint[], p_currency text[],
  p_metadata text[], p_api_key uuid[], p_user uuid[], p_low_balance bigint[],
  p_event uuid[], p_head text[], p_sold text[], p_endings int[], p_statuses text[], p_ending text[]
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_money bigint[] := ledger.lock(p_available);
  v_stock bigint[] := stock.lock(p_shelf, p_at);
  v_taken record;
BEGIN
  IF EXISTS (
       SELECT FROM unnest(p_available, v_money, p_total, p_low_balance) u(account, money, total, low)
        GROUP BY u.account
       HAVING (max(u.money) >= sum(u.total)) IS NOT true
           OR max(u.money) >= min(u.low) AND max(u.money) - sum(u.total) < max(u.low))
     OR EXISTS (
       SELECT FROM unnest(p_shelf, v_stock, p_quantity) u(shelf, stock, quantity)
        GROUP BY u.shelf HAVING (max(u.stock) >= sum(u.quantity)) IS NOT true)
     OR kit.idempotency_any(p_tenant, p_key)
     OR EXISTS (
       SELECT FROM unnest(p_tenant, p_reference) u(tenant, reference)
        WHERE EXISTS (SELECT FROM orders.orders o WHERE o.tenant_id = u.tenant AND o.reference = u.reference)) THEN
    RETURN false;
  END IF;

  PERFORM kit.idempotency_save(
    p_at, 'createOrder', p_tenant, p_key, p_fingerprint, p_order, array_fill(true, ARRAY[cardinality(p_order)]));
  INSERT INTO orders.orders (
    order_id, tenant_id, status, sequence, product_id, shelf_id, quantity, list_price, unit_price, discount_bps,
    tier, total, currency, payment, queued, reference, metadata, key_id, user_id, created_at, paid_at, delivered_at)
  SELECT u.order_id, u.tenant, 'delivered', 3, u.product, u.shelf, u.quantity, u.list_price, u.unit_price, u.discount_bps,
         u.tier, u.total, u.currency, 'balance', false, u.reference, u.metadata, u.api_key, u.person, p_at, p_at, p_at
    FROM unnest(p_order, p_tenant, p_product, p_shelf, p_quantity, p_list_price, p_unit_price, p_discount_bps, p_tier,
                p_total, p_currency, p_reference, p_metadata, p_api_key, p_user)
      u(order_id, tenant, product, shelf, quantity, list_price, unit_price, discount_bps, tier, total, currency,
        reference, metadata, api_key, person);
  SELECT * INTO v_taken FROM stock.take(p_at, p_order, p_shelf, p_quantity);
  INSERT INTO orders.ranges (order_id, run_id, from_position, codes)
  SELECT * FROM unnest(v_taken.o_order, v_taken.o_run, v_taken.o_from, v_taken.o_codes);
  IF v_taken.o_queue THEN PERFORM orders.pass_queue(p_at, p_order, p_shelf, p_quantity); END IF;
  PERFORM ledger.post(
    p_at, array_fill('order'::text, ARRAY[cardinality(p_order)]), p_order, p_available, p_sales, p_total);
  PERFORM events.emit(p_at, 'order.status_changed', p_tenant, p_order, p_event, ARRAY(
    SELECT u.head || s.status || u.sold || p_ending[3 * u.ending - 3 + s.ord]
      FROM unnest(p_head, p_sold, p_endings) WITH ORDINALITY u(head, sold, ending, ord)
      CROSS JOIN unnest(p_statuses) WITH ORDINALITY s(status, ord)
     ORDER BY u.ord, s.ord));
  RETURN true;
END $$;
