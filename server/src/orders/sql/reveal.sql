-- Reads the sealed codes of a delivered order and writes the audit row of doing so, in one commit.
-- No row: no such order. An order that is not delivered gives its status alone, unaudited.
-- Ids (16 bytes each) and sealed codes (of one size) come as two strings of bytes, because a row and
-- a column for each would cost the client more than opening them; o_run_* tell, in the same order,
-- how many codes belong to which lot.
DROP FUNCTION IF EXISTS orders.reveal(timestamptz, int, uuid, text, text, text, text);
CREATE OR REPLACE FUNCTION orders.reveal(
  p_at timestamptz, p_tenant int, p_order uuid, p_actor text, p_subject text, p_address text,
  p_request text, OUT o_status text, OUT o_product int, OUT o_delivered_at timestamptz,
  OUT o_ids bytea, OUT o_sealed bytea, OUT o_run_lot uuid[], OUT o_run_codes int[],
  OUT o_run_expires_at timestamptz[]
) LANGUAGE plpgsql AS $$
DECLARE
  v_order record;
  v_range record;
  v_codes record;
BEGIN
  SELECT o.status, o.delivered_at, o.product_id, o.quantity, o.first_revealed_at INTO v_order
    FROM orders.orders o WHERE o.order_id = p_order AND o.tenant_id = p_tenant;
  IF NOT FOUND THEN RETURN; END IF;
  o_status := v_order.status;
  o_product := v_order.product_id;
  IF v_order.status <> 'delivered' THEN RETURN; END IF;
  o_delivered_at := v_order.delivered_at;
  PERFORM audit.record(p_at, p_actor, p_tenant, 'codes.revealed', p_subject, p_address, p_request,
                       '{"codes":' || v_order.quantity || '}');
  IF v_order.first_revealed_at IS NULL THEN
    UPDATE orders.orders o SET first_revealed_at = p_at
     WHERE o.order_id = p_order AND o.first_revealed_at IS NULL;
  END IF;
  o_ids := ''::bytea;
  o_sealed := ''::bytea;
  FOR v_range IN
    SELECT r.run_id, r.from_position, r.codes FROM orders.ranges r
     WHERE r.order_id = p_order AND r.released_at IS NULL ORDER BY r.run_id, r.from_position
  LOOP
    SELECT * INTO v_codes FROM stock.read(v_range.run_id, v_range.from_position, v_range.codes);
    o_ids := o_ids || v_codes.ids;
    o_sealed := o_sealed || v_codes.sealed;
    o_run_lot := o_run_lot || v_codes.lot_id;
    o_run_codes := o_run_codes || v_range.codes;
    o_run_expires_at := o_run_expires_at || v_codes.expires_at;
  END LOOP;
END $$;

-- Reveals of several orders that wait at the same moment, in one commit. Callers sort them by order,
-- so that two batches never wait for one another.
CREATE OR REPLACE FUNCTION orders.reveal_many(
  p_at timestamptz, p_tenant int[], p_order uuid[], p_actor text[], p_subject text[],
  p_address text[], p_request text[]
) RETURNS TABLE (member int, status text, product int, delivered_at timestamptz, ids bytea,
                 sealed bytea, run_lot uuid[], run_codes int[], run_expires_at timestamptz[])
LANGUAGE plpgsql SET plan_cache_mode = 'force_generic_plan' AS $$
BEGIN
  FOR j IN 1..cardinality(p_order) LOOP
    member := j;
    SELECT * INTO status, product, delivered_at, ids, sealed, run_lot, run_codes, run_expires_at
      FROM orders.reveal(p_at, p_tenant[j], p_order[j], p_actor[j], p_subject[j], p_address[j],
                         p_request[j]);
    RETURN NEXT;
  END LOOP;
END $$;
