-- Reads the sealed codes of a delivered order and writes the audit row of doing so, in one commit.
-- No row: no such order. An order that is not delivered gives its status alone, unaudited.
-- Ids (16 bytes each) and sealed codes (of one size) come as two strings of bytes, because a row and
-- a column for each would cost the client more than opening them; o_run_* tell, in the same order,
-- how many codes belong to which lot. Replacements come last, one code a range; o_replaces and
-- o_replaced_at tell of each what it replaces and since when it is there. o_refunded are the ids of
-- codes that were paid back. The audit row holds how many codes left, and the hash of their ids.
DROP FUNCTION IF EXISTS orders.reveal_many(timestamptz, int[], uuid[], text[], text[], text[], text[]);
DROP FUNCTION IF EXISTS orders.reveal(timestamptz, int, uuid, text, text, text, text);
CREATE OR REPLACE FUNCTION orders.reveal(
  p_at timestamptz, p_tenant int, p_order uuid, p_actor text, p_subject text, p_address text,
  p_request text, OUT o_status text, OUT o_product int, OUT o_delivered_at timestamptz,
  OUT o_ids bytea, OUT o_sealed bytea, OUT o_run_lot uuid[], OUT o_run_codes int[],
  OUT o_run_expires_at timestamptz[], OUT o_replaces uuid[], OUT o_replaced_at timestamptz[],
  OUT o_refunded bytea
) LANGUAGE plpgsql AS $$
DECLARE
  v_order record;
  v_range record;
  v_codes record;
  v_count int := 0;
BEGIN
  SELECT o.status, o.delivered_at, o.product_id, o.first_revealed_at, o.refunded INTO v_order
    FROM orders.orders o WHERE o.order_id = p_order AND o.tenant_id = p_tenant;
  IF NOT FOUND THEN RETURN; END IF;
  o_status := v_order.status;
  o_product := v_order.product_id;
  IF v_order.status <> 'delivered' THEN RETURN; END IF;
  o_delivered_at := v_order.delivered_at;
  IF v_order.first_revealed_at IS NULL THEN
    UPDATE orders.orders o SET first_revealed_at = p_at
     WHERE o.order_id = p_order AND o.first_revealed_at IS NULL;
  END IF;
  o_ids := ''::bytea;
  o_sealed := ''::bytea;
  FOR v_range IN
    SELECT r.run_id, r.from_position, r.codes, r.replaces, r.delivered_at FROM orders.ranges r
     WHERE r.order_id = p_order AND r.released_at IS NULL
     ORDER BY r.replacement NULLS FIRST, r.run_id, r.from_position
  LOOP
    SELECT * INTO v_codes FROM stock.read(v_range.run_id, v_range.from_position, v_range.codes);
    v_count := v_count + v_range.codes;
    o_ids := o_ids || v_codes.ids;
    o_sealed := o_sealed || v_codes.sealed;
    o_run_lot := o_run_lot || v_codes.lot_id;
    o_run_codes := o_run_codes || v_range.codes;
    o_run_expires_at := o_run_expires_at || v_codes.expires_at;
    IF v_range.replaces IS NOT NULL THEN
      o_replaces := o_replaces || v_range.replaces;
      o_replaced_at := o_replaced_at || v_range.delivered_at;
    END IF;
  END LOOP;
  IF v_order.refunded IS NOT NULL THEN
    SELECT string_agg(uuid_send(f.code_id), ''::bytea) INTO o_refunded
      FROM orders.refunds f WHERE f.order_id = p_order;
  END IF;
  PERFORM audit.record(p_at, p_actor, p_tenant, 'codes.revealed', p_subject, p_address, p_request,
                       '{"codes":' || v_count || ',"sha256":"' || encode(sha256(o_ids), 'hex') || '"}');
END $$;

-- Reveals of several orders that wait at the same moment, in one commit. Callers sort them by order,
-- so that two batches never wait for one another.
CREATE OR REPLACE FUNCTION orders.reveal_many(
  p_at timestamptz, p_tenant int[], p_order uuid[], p_actor text[], p_subject text[],
  p_address text[], p_request text[]
) RETURNS TABLE (member int, status text, product int, delivered_at timestamptz, ids bytea,
                 sealed bytea, run_lot uuid[], run_codes int[], run_expires_at timestamptz[],
                 replaces uuid[], replaced_at timestamptz[], refunded bytea)
LANGUAGE plpgsql SET plan_cache_mode = 'force_generic_plan' AS $$
BEGIN
  FOR j IN 1..cardinality(p_order) LOOP
    member := j;
    SELECT * INTO status, product, delivered_at, ids, sealed, run_lot, run_codes, run_expires_at,
                  replaces, replaced_at, refunded
      FROM orders.reveal(p_at, p_tenant[j], p_order[j], p_actor[j], p_subject[j], p_address[j],
                         p_request[j]);
    RETURN NEXT;
  END LOOP;
END $$;
