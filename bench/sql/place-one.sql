-- The other side of the benchmark `orders`: one order, flat, in one function, one call and one
-- commit each. It writes the very rows that orders.place writes, and leaves out what a bare function
-- would leave out: batches, invoices, holds, caps and expiry.
--
-- Locks are taken late and by the statement that needs them anyway, the shelf last of all, so that a
-- hot product is locked as short as it can be. What is refused raises, which undoes everything.
CREATE SCHEMA IF NOT EXISTS bench;

CREATE OR REPLACE FUNCTION bench.place_one(
  p_tenant int, p_available int, p_sales int, p_key text, p_fingerprint bytea, p_reference text,
  p_product int, p_shelf int, p_quantity int, p_price bigint, p_api_key uuid,
  p_pending text, p_paid text, p_delivered text
) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_at timestamptz := clock_timestamp();
  v_order uuid := uuidv7();
  v_total bigint := p_price * p_quantity;
  v_transfer bigint;
  v_balance bigint;
  v_version bigint;
  v_sequence bigint;
  v_known record;
  v_lane record;
  v_need int := p_quantity;
  v_part int;
BEGIN
  INSERT INTO kit.idempotency (tenant_id, key, fingerprint, operation, resource, created_at)
  VALUES (p_tenant, p_key, p_fingerprint, 'createOrder', v_order, v_at) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT i.resource, i.fingerprint INTO v_known FROM kit.idempotency i
     WHERE i.tenant_id = p_tenant AND i.key = p_key;
    IF v_known.fingerprint <> p_fingerprint THEN RAISE EXCEPTION 'idempotency_key_reused'; END IF;
    RETURN v_known.resource;
  END IF;

  UPDATE ledger.accounts a SET balance = a.balance - v_total, version = a.version + 1
   WHERE a.account_id = p_available AND a.balance + a.credit_limit >= v_total
  RETURNING a.balance, a.version INTO v_balance, v_version;
  IF NOT FOUND THEN RAISE EXCEPTION 'insufficient_balance'; END IF;
  v_transfer := nextval('ledger.transfer_number');
  INSERT INTO ledger.transfers (transfer_id, kind, reference, at)
  VALUES (v_transfer, 'order', v_order, v_at);
  INSERT INTO ledger.postings
    (transfer_id, leg, account_id, amount, balance_after, account_version)
  VALUES (v_transfer, 1, p_available, -v_total, v_balance, v_version),
         (v_transfer, 2, p_sales, v_total, NULL, NULL);

  -- The unique index on references refuses the second order of one.
  INSERT INTO orders.orders (
    order_id, tenant_id, status, sequence, product_id, shelf_id, quantity, list_price, unit_price,
    discount_bps, tier, total, currency, payment, reference, metadata, key_id, created_at,
    paid_at, delivered_at)
  VALUES (v_order, p_tenant, 'delivered', 3, p_product, p_shelf, p_quantity, p_price, p_price,
          0, '', v_total, 'USD', 'balance', p_reference, '{}', p_api_key, v_at, v_at, v_at);

  UPDATE events.streams s SET last_sequence = s.last_sequence + 3
   WHERE s.tenant_id = p_tenant RETURNING s.last_sequence INTO v_sequence;
  INSERT INTO events.outbox (tenant_id, sequence, event_id, type, subject, data, created_at)
  VALUES (p_tenant, v_sequence - 2, uuidv7(), 'order.status_changed', v_order, p_pending, v_at),
         (p_tenant, v_sequence - 1, uuidv7(), 'order.status_changed', v_order, p_paid, v_at),
         (p_tenant, v_sequence, uuidv7(), 'order.status_changed', v_order, p_delivered, v_at);

  UPDATE stock.shelves s
     SET available = s.available - p_quantity, changed = pg_current_xact_id(), changed_at = v_at
   WHERE s.shelf_id = p_shelf AND s.available >= p_quantity;
  IF NOT FOUND THEN RAISE EXCEPTION 'out_of_stock'; END IF;
  WHILE v_need > 0 LOOP
    SELECT l.lane_id, l.run_id, l.head, l.tail INTO STRICT v_lane FROM stock.lanes l
     WHERE l.shelf_id = p_shelf AND l.state = 'open'
     ORDER BY l.expires_at, l.run_id, l.lane_id DESC LIMIT 1;
    v_part := least(v_need, v_lane.tail - v_lane.head);
    UPDATE stock.lanes l
       SET head = l.head + v_part,
           state = CASE WHEN l.head + v_part = l.tail THEN 'empty' ELSE 'open' END
     WHERE l.lane_id = v_lane.lane_id;
    INSERT INTO orders.ranges (order_id, run_id, from_position, codes)
    VALUES (v_order, v_lane.run_id, v_lane.head, v_part);
    v_need := v_need - v_part;
  END LOOP;
  RETURN v_order;
END $$;
