-- The queue of a product: orders that wait until it has enough codes for them, oldest first. Whoever puts codes of a shelf up for
-- sale while somebody waits marks the shelf as filling, in the same commit: from then on its codes are promised to the queue, until
-- orders.next_in_queue finds that none of those who wait can be filled whole.

-- Joins the queue. The caller holds the shelf's lock.
CREATE OR REPLACE FUNCTION orders.join_queue(p_at timestamptz, p_order uuid, p_shelf int, p_quantity int)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO orders.queue (order_id, shelf_id, quantity, joined)
  VALUES (p_order, p_shelf, p_quantity, nextval('orders.queue_turns'));
  PERFORM stock.wait(p_at, ARRAY[p_shelf], ARRAY[p_quantity]);
END $$;

-- Leaves the queue without codes, if the order is in it. The caller holds the shelf's lock.
CREATE OR REPLACE FUNCTION orders.leave_queue(p_at timestamptz, p_order uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_place record;
BEGIN
  UPDATE orders.queue q
     SET "left" = nextval('orders.queue_turns'), left_at = p_at, filled = false
   WHERE q.order_id = p_order AND q."left" IS NULL
  RETURNING q.shelf_id, q.quantity INTO v_place;
  IF FOUND THEN
    PERFORM stock.wait(p_at, ARRAY[v_place.shelf_id], ARRAY[-v_place.quantity]);
  END IF;
END $$;

-- Records orders that took codes at once from shelves where others wait, unless what is left is enough for all of these. The caller
-- holds the shelves' locks; members without codes have quantity 0.
CREATE OR REPLACE FUNCTION orders.pass_queue(
  p_at timestamptz, p_order uuid[], p_shelf int[], p_quantity int[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_turn bigint := nextval('orders.queue_turns');
BEGIN
  INSERT INTO orders.queue (order_id, shelf_id, quantity, joined, "left", left_at, filled)
  SELECT u.order_id, u.shelf, u.quantity, v_turn, v_turn, p_at, true
    FROM unnest(p_order, p_shelf, p_quantity) u(order_id, shelf, quantity)
   WHERE u.quantity > 0 AND u.shelf = ANY(stock.short_of_queue(p_shelf));
END $$;

-- Locks the accounts of those who have waited longest for codes of a shelf, before the shelf, in the order that everybody uses.
CREATE OR REPLACE FUNCTION orders.lock_queue(p_shelf int, p_max int) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ledger.lock(ARRAY(
    SELECT DISTINCT a.available FROM ledger.accounts_of(ARRAY(
      SELECT o.tenant_id FROM (
        SELECT q.order_id FROM orders.queue q
         WHERE q.shelf_id = p_shelf AND q."left" IS NULL ORDER BY q.joined LIMIT p_max) n
        JOIN orders.orders o ON o.order_id = n.order_id)) a));
END $$;

-- Who is filled next from these shelves, oldest first, each for all of its codes or for none: an order that is too large is
-- passed over, because what is there is of no use to it. At most p_max. The caller holds the shelves' locks. An account that is
-- locked by somebody else is not waited for, since accounts are locked before shelves: its order and all behind it are left for
-- later, and the shelf stays marked. So it does if an order is found whose time is over but which has not been ended yet, or which may
-- have been filled in the time that a restore has lost.
CREATE OR REPLACE FUNCTION orders.next_in_queue(p_shelf int[], p_at timestamptz, p_max int)
RETURNS TABLE (order_id uuid, held int, sales int) LANGUAGE plpgsql AS $$
DECLARE
  v_shelf record;
  v_next record;
  v_order record;
  v_account record;
  v_over boolean;
  v_count int := 0;
BEGIN
  FOR v_shelf IN
    SELECT s.shelf_id, s.available FROM stock.promised(p_shelf) s
  LOOP
    v_over := true;
    FOR v_next IN
      SELECT q.order_id, q.quantity FROM orders.queue q
       WHERE q.shelf_id = v_shelf.shelf_id AND q."left" IS NULL AND q.quantity <= v_shelf.available
       ORDER BY q.joined
    LOOP
      EXIT WHEN v_shelf.available = 0;
      CONTINUE WHEN v_next.quantity > v_shelf.available;
      SELECT o.tenant_id, o.expires_at INTO STRICT v_order
        FROM orders.orders o WHERE o.order_id = v_next.order_id;
      IF v_order.expires_at <= p_at OR kit.in_gap(v_order.tenant_id) THEN
        v_over := false;
        CONTINUE;
      END IF;
      SELECT * INTO v_account FROM ledger.accounts_of(ARRAY[v_order.tenant_id]);
      IF v_count = p_max OR NOT ledger.try_lock(v_account.available) THEN
        v_over := false;
        EXIT;
      END IF;
      v_count := v_count + 1;
      v_shelf.available := v_shelf.available - v_next.quantity;
      order_id := v_next.order_id;
      held := v_account.held;
      sales := v_account.sales;
      RETURN NEXT;
    END LOOP;
    IF v_over THEN PERFORM stock.end_filling(v_shelf.shelf_id, p_at); END IF;
  END LOOP;
END $$;

-- Fills waiting orders, as orders.next_in_queue named them, in the same transaction. p_event and p_data hold two per order: paid and
-- delivered.
CREATE OR REPLACE FUNCTION orders.fill(
  p_at timestamptz, p_order uuid[], p_held int[], p_sales int[], p_event uuid[], p_data text[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_turn bigint := nextval('orders.queue_turns');
  v_tenant int[];
  v_shelf int[];
  v_quantity int[];
  v_total bigint[];
  v_taken record;
BEGIN
  WITH done AS (
    UPDATE orders.orders o
       SET status = 'delivered', sequence = o.sequence + 2, paid_at = p_at, delivered_at = p_at
      FROM orders.queue q
     WHERE o.order_id = ANY(p_order) AND o.status = 'pending' AND o.queued
       AND q.order_id = o.order_id AND q."left" IS NULL
    RETURNING o.order_id, o.tenant_id, o.shelf_id, o.quantity, o.total)
  SELECT array_agg(d.tenant_id ORDER BY u.ord), array_agg(d.shelf_id ORDER BY u.ord),
         array_agg(d.quantity ORDER BY u.ord), array_agg(d.total ORDER BY u.ord)
    INTO v_tenant, v_shelf, v_quantity, v_total
    FROM done d JOIN unnest(p_order) WITH ORDINALITY u(order_id, ord) ON u.order_id = d.order_id;
  IF coalesce(cardinality(v_tenant), 0) <> cardinality(p_order) THEN
    RAISE EXCEPTION 'orders: % of % orders wait', coalesce(cardinality(v_tenant), 0), cardinality(p_order);
  END IF;
  SELECT * INTO v_taken FROM stock.take(p_at, p_order, v_shelf, v_quantity);
  INSERT INTO orders.ranges (order_id, run_id, from_position, codes)
  SELECT * FROM unnest(v_taken.o_order, v_taken.o_run, v_taken.o_from, v_taken.o_codes);
  UPDATE orders.queue q SET "left" = v_turn, left_at = p_at, filled = true
   WHERE q.order_id = ANY(p_order);
  PERFORM stock.wait(p_at, v_shelf, ARRAY(SELECT -u FROM unnest(v_quantity) u));
  PERFORM ledger.post(p_at, array_fill('capture'::text, ARRAY[cardinality(p_order)]), p_order, p_held,
                      p_sales, v_total);
  PERFORM events.emit(p_at, 'order.status_changed', v_tenant, p_order, p_event, p_data);
END $$;
