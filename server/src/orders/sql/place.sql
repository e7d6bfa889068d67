-- Places a batch of orders in one commit, each all or nothing on its own: lock, read, decide in memory on the locked state, then
-- write once per table. Usual orders do not come here (place-one.sql, place-usual.sql).
--
-- Arrays are aligned: one member per order; p_event has three per order, one for each state it may pass. No two
-- members share an idempotency key or a reference (the batcher ensures it; the unique indexes guarantee it). The order of
-- refusals is the contract's.
-- p_head, p_statuses, p_sold, p_ending: the pieces of an event's data, in this order. There are three statuses, and as many endings
-- for each number in p_endings.
-- p_verdict: the catalogue's refusal of the order, or NULL.
-- p_requested: how many codes were asked for if they are more than p_quantity, otherwise NULL.
-- p_wait_ms: how long an invoice order waits for its money, a hold for its confirmation, and an order in the queue for its codes.
-- p_settlement: 'balance' pays now, 'invoice' waits for a deposit, 'hold' puts its money on hold until it is confirmed. 'available'
-- and 'wait' pay now as well, but do not want all or nothing: of 'available', too little stock is the outcome 'short' with what is
-- there, for which it is placed again; 'wait' puts its money on hold and joins the queue if there is too little.
-- p_holds_max: how many holds of a tenant may be open.
-- p_approval_limit: an order that exceeds it, together with what was ordered in the p_approval_ms before and approved by nobody,
-- puts its money on hold ('approval') and waits for an approval; a hold, and an order that may join the queue, is refused. NULL:
-- never.
-- p_user: the person who buys in the portal; NULL: a key places it.
-- p_low_balance: a balance that falls below it emits an event, written with p_low_decimals decimals; NULL: never.
-- Returns one row per member: the outcome, the order that a replay or a reference refers to, and the figure for the refusal
-- (spendable money, available stock, what the invoice limit leaves, what needs an approval, open holds).
DROP FUNCTION IF EXISTS orders.place(
  timestamptz, uuid[], int[], int[], int[], int[], text[], bytea[], text[], text[], int[], int[], int[],
  bigint[], bigint[], int[], text[], bigint[], text[], text[], bigint[], bigint[], text[], uuid[],
  uuid[], bigint[], bigint[], uuid[], text[]);
DROP FUNCTION IF EXISTS orders.place(
  timestamptz, uuid[], int[], int[], int[], int[], text[], bytea[], text[], text[], int[], int[], int[],
  bigint[], bigint[], int[], text[], bigint[], text[], text[], bigint[], bigint[], text[], uuid[],
  uuid[], bigint[], bigint[], bigint[], int[], uuid[], text[]);
DROP FUNCTION IF EXISTS orders.place(
  timestamptz, uuid[], int[], int[], int[], int[], text[], bytea[], text[], text[], int[], int[], int[],
  bigint[], bigint[], int[], text[], bigint[], text[], text[], bigint[], bigint[], text[], uuid[],
  uuid[], bigint[], bigint[], bigint[], int[], bigint[], bigint[], uuid[], text[]);
DROP FUNCTION IF EXISTS orders.place(
  timestamptz, uuid[], int[], int[], int[], int[], text[], bytea[], text[], text[], int[], int[], int[],
  bigint[], bigint[], int[], text[], bigint[], text[], text[], bigint[], bigint[], int[], text[], uuid[],
  uuid[], bigint[], bigint[], bigint[], int[], bigint[], bigint[], uuid[], text[]);
DROP FUNCTION IF EXISTS orders.place(
  timestamptz, uuid[], int[], int[], int[], int[], text[], bytea[], text[], text[], int[], int[], int[], int[],
  bigint[], bigint[], int[], text[], bigint[], text[], text[], bigint[], bigint[], int[], text[], uuid[],
  uuid[], bigint[], bigint[], bigint[], int[], bigint[], bigint[], uuid[], text[]);
DROP FUNCTION IF EXISTS orders.place(
  timestamptz, uuid[], int[], int[], int[], int[], text[], bytea[], text[], text[], int[], int[], int[], int[],
  bigint[], bigint[], int[], text[], bigint[], text[], text[], bigint[], bigint[], int[], text[], uuid[], uuid[],
  uuid[], bigint[], bigint[], bigint[], int[], bigint[], bigint[], uuid[], text[]);
CREATE OR REPLACE FUNCTION orders.place(
  p_at timestamptz, p_order uuid[], p_tenant int[], p_available int[], p_held int[], p_sales int[],
  p_key text[], p_fingerprint bytea[], p_reference text[], p_verdict text[],
  p_product int[], p_shelf int[], p_quantity int[], p_requested int[], p_list_price bigint[], p_unit_price bigint[],
  p_discount_bps int[], p_tier text[], p_total bigint[], p_currency text[], p_settlement text[],
  p_invoice_limit bigint[], p_wait_ms bigint[], p_holds_max int[], p_metadata text[], p_api_key uuid[], p_user uuid[],
  p_cap_group uuid[], p_cap_spend bigint[], p_cap_quantity bigint[],
  p_low_balance bigint[], p_low_decimals int[], p_approval_limit bigint[], p_approval_ms bigint[],
  p_event uuid[], p_head text[], p_sold text[], p_endings int[], p_statuses text[], p_ending text[]
) RETURNS TABLE (member int, outcome text, order_id uuid, figure bigint) LANGUAGE plpgsql AS $$
DECLARE
  v_count int := cardinality(p_order);
  v_outcome text[] := array_fill(NULL::text, ARRAY[v_count]);
  v_known uuid[] := array_fill(NULL::uuid, ARRAY[v_count]);
  v_figure bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
  v_keep boolean[] := array_fill(false, ARRAY[v_count]);
  v_queued boolean[] := array_fill(false, ARRAY[v_count]);
  v_pay bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
  v_take int[] := array_fill(0, ARRAY[v_count]);
  v_kind text[] := array_fill('order'::text, ARRAY[v_count]);
  v_to int[] := p_sales;
  v_money bigint[];
  v_stock bigint[];
  v_seen uuid[];
  v_same boolean[];
  v_known_as uuid[];
  v_taken record;
  v_open bigint;
  v_low int[];
  v_left bigint[];
  v_data text[];
  m int;
  s int;
BEGIN
  v_money := ledger.lock(p_available);
  v_stock := stock.lock(p_shelf, p_at);
  IF array_remove(p_key, NULL) <> '{}' THEN
    SELECT l.o_resource, l.o_same INTO v_seen, v_same
      FROM kit.idempotency_look(p_tenant, p_key, p_fingerprint) l;
  END IF;
  IF array_remove(p_reference, NULL) <> '{}' THEN
    SELECT array_agg(o.order_id ORDER BY u.ord) INTO v_known_as
      FROM unnest(p_tenant, p_reference) WITH ORDINALITY u(tenant, reference, ord)
      LEFT JOIN LATERAL (
        SELECT x.order_id FROM orders.orders x
         WHERE x.tenant_id = u.tenant AND x.reference = u.reference LIMIT 1) o ON true;
  END IF;

  FOR j IN 1..v_count LOOP
    IF v_seen[j] IS NOT NULL OR v_known_as[j] IS NOT NULL OR p_verdict[j] IS NOT NULL THEN
      IF v_seen[j] IS NOT NULL THEN
        v_outcome[j] := CASE WHEN v_same[j] THEN 'replayed' ELSE 'idempotency_key_reused' END;
        v_known[j] := v_seen[j];
      ELSIF v_known_as[j] IS NOT NULL THEN
        v_outcome[j] := 'reference_in_use';
        v_known[j] := v_known_as[j];
      ELSE
        v_outcome[j] := p_verdict[j];
      END IF;
      CONTINUE;
    END IF;

    -- The first member with this account or shelf has the running figure of the batch.
    m := array_position(p_available, p_available[j]);
    s := array_position(p_shelf, p_shelf[j]);
    IF p_settlement[j] <> 'balance' OR p_approval_limit[j] IS NOT NULL THEN
      IF p_settlement[j] = 'available' AND v_stock[s] > 0 AND v_stock[s] < p_quantity[j] THEN
        v_outcome[j] := 'short';
        v_figure[j] := v_stock[s];
        CONTINUE;
      END IF;
      IF p_settlement[j] <> 'invoice' AND p_approval_limit[j] IS NOT NULL THEN
        v_open := orders.unapproved(
          p_tenant[j], p_at - p_approval_ms[j] * interval '1 millisecond');
        FOR k IN 1..j - 1 LOOP
          IF p_tenant[k] = p_tenant[j] AND v_keep[k]
             AND p_settlement[k] IN ('balance', 'available', 'wait', 'hold') THEN
            v_open := v_open + p_total[k];
          END IF;
        END LOOP;
        IF v_open + p_total[j] <= p_approval_limit[j] THEN
          NULL;
        ELSIF p_settlement[j] IN ('hold', 'wait') THEN
          -- Nobody looks at these when they are confirmed or filled.
          v_outcome[j] := 'needs_approval';
          v_figure[j] := v_open;
        ELSE
          p_settlement[j] := 'approval';
        END IF;
      END IF;
      IF p_settlement[j] = 'hold' AND v_outcome[j] IS NULL THEN
        SELECT count(*) INTO v_open FROM orders.orders o
         WHERE o.tenant_id = p_tenant[j] AND o.status = 'pending' AND o.payment = 'hold';
        FOR k IN 1..j - 1 LOOP
          IF p_tenant[k] = p_tenant[j] AND v_keep[k] AND p_settlement[k] = 'hold' THEN
            v_open := v_open + 1;
          END IF;
        END LOOP;
        IF v_open >= p_holds_max[j] THEN
          v_outcome[j] := 'too_many_holds';
          v_figure[j] := v_open;
        END IF;
      END IF;
      IF p_settlement[j] = 'invoice' THEN
        SELECT coalesce(sum(o.total), 0) INTO v_open FROM orders.orders o
         WHERE o.tenant_id = p_tenant[j] AND o.status = 'pending' AND o.payment = 'invoice';
        FOR k IN 1..j - 1 LOOP
          IF p_tenant[k] = p_tenant[j] AND v_keep[k] AND p_settlement[k] = 'invoice' THEN
            v_open := v_open + p_total[k];
          END IF;
        END LOOP;
        IF v_open + p_total[j] > p_invoice_limit[j] THEN
          v_outcome[j] := 'limit_reached';
          v_figure[j] := v_open;
        END IF;
      END IF;
      v_queued[j] := p_settlement[j] = 'wait' AND coalesce(v_stock[s], 0) < p_quantity[j];
      IF v_queued[j] OR p_settlement[j] IN ('hold', 'approval') THEN
        v_kind[j] := 'hold';
        v_to[j] := p_held[j];
      END IF;
    END IF;

    IF v_outcome[j] IS NULL THEN
      IF p_settlement[j] <> 'invoice' AND coalesce(v_money[m], 0) < p_total[j] THEN
        v_outcome[j] := 'insufficient_balance';
        v_figure[j] := coalesce(v_money[m], 0);
      ELSIF NOT v_queued[j] AND coalesce(v_stock[s], 0) < p_quantity[j] THEN
        v_outcome[j] := 'out_of_stock';
        v_figure[j] := coalesce(v_stock[s], 0);
      END IF;
    END IF;
    -- Caps come before money and stock in the order of refusals, but only an order that succeeds counts against them.
    IF p_cap_group[j] IS NOT NULL AND NOT partners.use_caps(
         p_cap_group[j], (p_at AT TIME ZONE 'UTC')::date, p_total[j], p_quantity[j],
         p_cap_spend[j], p_cap_quantity[j], v_outcome[j] IS NULL) THEN
      v_outcome[j] := 'key_cap_reached';
      v_figure[j] := NULL;
    END IF;
    CONTINUE WHEN v_outcome[j] IS NOT NULL;

    v_keep[j] := true;
    IF NOT v_queued[j] THEN
      v_take[j] := p_quantity[j];
      v_stock[s] := v_stock[s] - p_quantity[j];
    END IF;
    v_outcome[j] := CASE WHEN p_settlement[j] IN ('balance', 'available', 'wait') AND NOT v_queued[j]
                         THEN 'delivered' ELSE 'pending' END;
    IF p_settlement[j] <> 'invoice' THEN
      v_pay[j] := p_total[j];
      v_money[m] := v_money[m] - p_total[j];
      IF v_money[m] < p_low_balance[j] AND v_money[m] + p_total[j] >= p_low_balance[j] THEN
        v_low := v_low || j;
        v_left := v_left || v_money[m];
      END IF;
    END IF;
  END LOOP;

  IF true = ANY(v_keep) THEN
    v_data := array_fill(NULL::text, ARRAY[3 * v_count]);
    FOR j IN 1..v_count LOOP
      CONTINUE WHEN NOT v_keep[j];
      FOR e IN 1..CASE v_outcome[j] WHEN 'delivered' THEN 3 ELSE 1 END LOOP
        v_data[3 * j - 3 + e] :=
          p_head[j] || p_statuses[e] || p_sold[j] || p_ending[3 * p_endings[j] - 3 + e];
      END LOOP;
    END LOOP;
    PERFORM kit.idempotency_save(
      p_at, 'createOrder', p_tenant, p_key, p_fingerprint, p_order, v_keep);
    INSERT INTO orders.orders (
      order_id, tenant_id, status, sequence, product_id, shelf_id, quantity, requested_quantity,
      list_price, unit_price, discount_bps, tier, total, currency, payment, queued, reference,
      metadata, key_id, user_id, created_at, paid_at, delivered_at, expires_at)
    SELECT u.order_id, u.tenant, u.outcome, CASE u.outcome WHEN 'delivered' THEN 3 ELSE 1 END,
           u.product, u.shelf, u.quantity, u.requested, u.list_price, u.unit_price, u.discount_bps,
           u.tier, u.total, u.currency,
           CASE WHEN u.settlement IN ('invoice', 'hold') THEN u.settlement ELSE 'balance' END,
           u.queued, u.reference, u.metadata, u.api_key, u.person, p_at,
           CASE u.outcome WHEN 'delivered' THEN p_at END,
           CASE u.outcome WHEN 'delivered' THEN p_at END, p_at + u.wait_ms * interval '1 millisecond'
      FROM unnest(p_order, p_tenant, v_outcome, p_product, p_shelf, p_quantity, p_requested,
                  p_list_price, p_unit_price, p_discount_bps, p_tier, p_total, p_currency,
                  p_settlement, v_queued, p_reference, p_metadata, p_api_key, p_user, p_wait_ms, v_keep)
        u(order_id, tenant, outcome, product, shelf, quantity, requested, list_price, unit_price,
          discount_bps, tier, total, currency, settlement, queued, reference, metadata, api_key,
          person, wait_ms, keep)
     WHERE u.keep;
    SELECT * INTO v_taken FROM stock.take(p_at, p_order, p_shelf, v_take);
    INSERT INTO orders.ranges (order_id, run_id, from_position, codes)
    SELECT * FROM unnest(v_taken.o_order, v_taken.o_run, v_taken.o_from, v_taken.o_codes);
    IF v_taken.o_queue THEN PERFORM orders.pass_queue(p_at, p_order, p_shelf, v_take); END IF;
    IF 'approval' = ANY(p_settlement) OR true = ANY(v_queued) THEN
      PERFORM kit.note_for_staff('orders');
      PERFORM orders.join_queue(p_at, p_order[j], p_shelf[j], p_quantity[j])
         FROM generate_subscripts(p_order, 1) j WHERE v_queued[j] AND v_keep[j];
    END IF;
    IF array_remove(v_pay, NULL) <> '{}' THEN
      PERFORM ledger.post(p_at, v_kind, p_order, p_available, v_to, v_pay);
    END IF;
    PERFORM events.emit(
      p_at, 'order.status_changed', p_tenant, p_order, p_event, v_data);
    IF v_low IS NOT NULL THEN
      PERFORM events.emit(
        p_at, 'balance.low', ARRAY[p_tenant[l.j]], ARRAY[p_order[l.j]], ARRAY[kit.new_uuid(p_at)],
        ARRAY[format('{"available":"%s","threshold":"%s","currency":"%s"}',
                     kit.money_text(l.left_over, p_low_decimals[l.j]),
                     kit.money_text(p_low_balance[l.j], p_low_decimals[l.j]), p_currency[l.j])])
        FROM unnest(v_low, v_left) l(j, left_over);
    END IF;
  END IF;

  RETURN QUERY SELECT u.ord::int, u.outcome, u.known, u.figure
    FROM unnest(v_outcome, v_known, v_figure) WITH ORDINALITY u(outcome, known, figure, ord);
END $$;

-- What a tenant has ordered since then and paid at once, put on hold or queued for, approved by nobody. Order ids sort by time, so the index
-- finds the newest.
CREATE OR REPLACE FUNCTION orders.unapproved(p_tenant int, p_since timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_ms bigint := greatest(0, floor(extract(epoch FROM p_since) * 1000)::bigint - 60000);
BEGIN
  RETURN (
    SELECT coalesce(sum(o.total), 0) FROM orders.orders o
     WHERE o.tenant_id = p_tenant
       AND o.order_id >= (lpad(to_hex(v_ms), 12, '0') || repeat('0', 20))::uuid
       AND o.created_at > p_since
       AND CASE o.payment
             WHEN 'balance' THEN CASE
               WHEN o.queued THEN o.status <> 'failed'
               ELSE o.status = 'delivered' AND o.paid_at = o.created_at END
             WHEN 'hold' THEN o.status <> 'failed'
             ELSE false END);
END $$;
