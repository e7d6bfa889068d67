-- Releases what a pending order has on hold: its codes or its place in the queue, and its money if there is any. The caller holds the locks of its account
-- and shelf.
CREATE OR REPLACE FUNCTION orders.release(
  p_at timestamptz, p_order uuid, p_available int, p_held int
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_order record;
  v_back record;
BEGIN
  SELECT o.payment, o.total, o.queued INTO STRICT v_order FROM orders.orders o WHERE o.order_id = p_order;
  WITH freed AS (
    UPDATE orders.ranges r SET released_at = p_at
     WHERE r.order_id = p_order AND r.released_at IS NULL
    RETURNING r.run_id, r.from_position, r.codes)
  SELECT array_agg(f.run_id) AS runs, array_agg(f.from_position) AS positions,
         array_agg(f.codes) AS codes INTO v_back FROM freed f;
  IF v_back.runs IS NOT NULL THEN
    PERFORM stock.give_back(p_at, v_back.runs, v_back.positions, v_back.codes);
  END IF;
  IF v_order.queued THEN PERFORM orders.leave_queue(p_at, p_order); END IF;
  IF v_order.payment <> 'invoice' THEN
    PERFORM ledger.post_one(p_at, 'release', p_order, p_held, p_available, v_order.total);
  END IF;
END $$;

-- Ends a pending order as failed; everything on hold is released in the same commit. False if the order is no longer pending:
-- nothing was done. p_reason: what staff write to the partner if they end it.
DROP FUNCTION IF EXISTS orders.fail(timestamptz, uuid, int, int, int, int, text, uuid, text);
CREATE OR REPLACE FUNCTION orders.fail(
  p_at timestamptz, p_order uuid, p_tenant int, p_shelf int, p_available int, p_held int,
  p_code text, p_event uuid, p_data text, p_reason text
) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ledger.lock_one(p_available);
  PERFORM stock.lock(ARRAY[p_shelf], p_at);
  UPDATE orders.orders o
     SET status = 'failed', sequence = o.sequence + 1, failed_at = p_at, failure_code = p_code,
         failure_reason = p_reason
   WHERE o.order_id = p_order AND o.tenant_id = p_tenant AND o.status = 'pending';
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM orders.release(p_at, p_order, p_available, p_held);
  PERFORM events.emit_one(p_at, 'order.status_changed', p_tenant, p_order, ARRAY[p_event], ARRAY[p_data]);
  RETURN true;
END $$;

-- Exchanges those codes of an order on hold that were recalled or expired meanwhile. False: there are no others, and nothing was done. p_stock:
-- how many its shelf has. The caller holds the lock of the shelf.
CREATE OR REPLACE FUNCTION orders.exchange_spoiled(p_at timestamptz, p_order uuid, p_shelf int, p_stock bigint)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_spoiled record;
BEGIN
  IF NOT stock.any_spoiled(p_at, ARRAY(
       SELECT r.run_id FROM orders.ranges r WHERE r.order_id = p_order AND r.released_at IS NULL)) THEN
    RETURN true;
  END IF;
  SELECT array_agg(g.run_id) AS runs, array_agg(g.from_position) AS positions,
         array_agg(g.codes) AS codes, sum(g.codes)::int AS total INTO v_spoiled
    FROM (SELECT r.run_id, r.from_position, r.codes,
                 (stock.spoiled(p_at, ARRAY[r.run_id]))[1] AS spoiled
            FROM orders.ranges r WHERE r.order_id = p_order AND r.released_at IS NULL) g
   WHERE g.spoiled;
  IF (v_spoiled.total <= p_stock) IS NOT true THEN RETURN false; END IF;
  UPDATE orders.ranges r SET released_at = p_at
   WHERE r.order_id = p_order AND r.released_at IS NULL AND r.run_id = ANY(v_spoiled.runs);
  PERFORM stock.give_back(p_at, v_spoiled.runs, v_spoiled.positions, v_spoiled.codes);
  INSERT INTO orders.ranges (order_id, run_id, from_position, codes)
  SELECT p_order, t.run_id, t.from_position, t.codes
    FROM stock.take_one(p_at, p_shelf, v_spoiled.total) t;
  RETURN true;
END $$;

-- Delivers a pending order whose money is available: an invoice order from the balance, an approved one and a confirmed hold from
-- the money on hold; and a test order that is paid and has waited for its codes, from the money on hold as well. Codes that were
-- recalled or expired meanwhile are exchanged; if there are no others, the order fails and its money is released. p_event and p_data:
-- paid, delivered, failed.
-- Returns delivered, failed, or NULL if the order is neither pending nor paid or waits in the queue, or unpaid if the balance does not
-- cover it.
CREATE OR REPLACE FUNCTION orders.settle(
  p_at timestamptz, p_order uuid, p_tenant int, p_shelf int, p_available int, p_held int,
  p_sales int, p_event uuid[], p_data text[]
) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN orders.settle_locked(
    p_at, p_order, p_tenant, p_shelf, p_available, p_held, p_sales, p_event, p_data, ledger.lock_one(p_available));
END $$;

-- The same for a caller that holds the lock of the account. p_money: what it can spend.
CREATE OR REPLACE FUNCTION orders.settle_locked(
  p_at timestamptz, p_order uuid, p_tenant int, p_shelf int, p_available int, p_held int,
  p_sales int, p_event uuid[], p_data text[], p_money bigint
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_stock bigint;
  v_order record;
  v_first int;
BEGIN
  v_stock := coalesce(stock.lock_one(p_shelf, p_at), (stock.lock(ARRAY[p_shelf], p_at))[1]);
  SELECT o.payment, o.total, o.status = 'paid' AS paid INTO v_order FROM orders.orders o
   WHERE o.order_id = p_order AND o.tenant_id = p_tenant AND o.status IN ('pending', 'paid')
     AND NOT o.queued FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF v_order.payment = 'invoice' AND p_money < v_order.total THEN RETURN 'unpaid'; END IF;

  IF NOT orders.exchange_spoiled(p_at, p_order, p_shelf, v_stock) THEN
    UPDATE orders.orders o
       SET status = 'failed', sequence = o.sequence + 1, failed_at = p_at,
           failure_code = 'out_of_stock'
     WHERE o.order_id = p_order;
    PERFORM orders.release(p_at, p_order, p_available, p_held);
    PERFORM events.emit_one(p_at, 'order.status_changed', p_tenant, p_order, p_event[3:3], p_data[3:3]);
    RETURN 'failed';
  END IF;

  UPDATE orders.orders o
     SET status = 'delivered', sequence = o.sequence + CASE WHEN v_order.paid THEN 1 ELSE 2 END,
         paid_at = coalesce(o.paid_at, p_at), delivered_at = p_at
   WHERE o.order_id = p_order;
  IF v_order.payment = 'invoice' THEN
    PERFORM ledger.post_one(p_at, 'order', p_order, p_available, p_sales, v_order.total);
  ELSE
    PERFORM ledger.post_one(p_at, 'capture', p_order, p_held, p_sales, v_order.total);
  END IF;
  v_first := CASE WHEN v_order.paid THEN 2 ELSE 1 END;
  PERFORM events.emit_one(p_at, 'order.status_changed', p_tenant, p_order, p_event[v_first:2], p_data[v_first:2]);
  RETURN 'delivered';
END $$;
