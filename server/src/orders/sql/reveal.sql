-- Reads the sealed codes of a delivered order and writes the audit row of doing so, in one commit.
-- No row: no such order. An order that is not delivered gives its status alone, unaudited.
-- Runs and codes come as stock.read packs them, in the same order.
CREATE OR REPLACE FUNCTION orders.reveal(
  p_at timestamptz, p_tenant int, p_order uuid, p_actor text, p_subject text, p_address text,
  p_request text, OUT o_status text, OUT o_product int, OUT o_delivered_at timestamptz,
  OUT o_runs bytea, OUT o_codes bytea
) LANGUAGE plpgsql AS $$
DECLARE
  v_order record;
  v_range record;
  v_read record;
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
  o_runs := ''::bytea;
  o_codes := ''::bytea;
  FOR v_range IN
    SELECT r.run_id, r.from_position, r.codes FROM orders.ranges r
     WHERE r.order_id = p_order AND r.released_at IS NULL ORDER BY r.run_id, r.from_position
  LOOP
    SELECT * INTO v_read FROM stock.read(v_range.run_id, v_range.from_position, v_range.codes);
    o_runs := o_runs || v_read.run;
    o_codes := o_codes || v_read.codes;
  END LOOP;
END $$;

-- Reveals of several orders that wait at the same moment, in one commit. Callers sort them by order,
-- so that two batches never wait for one another.
CREATE OR REPLACE FUNCTION orders.reveal_many(
  p_at timestamptz, p_tenant int[], p_order uuid[], p_actor text[], p_subject text[],
  p_address text[], p_request text[]
) RETURNS TABLE (member int, status text, product int, delivered_at timestamptz, runs text,
                 codes text)
LANGUAGE plpgsql SET plan_cache_mode = 'force_generic_plan' AS $$
BEGIN
  FOR j IN 1..cardinality(p_order) LOOP
    member := j;
    SELECT o_status, o_product, o_delivered_at, encode(o_runs, 'base64'), encode(o_codes, 'base64')
      INTO status, product, delivered_at, runs, codes
      FROM orders.reveal(p_at, p_tenant[j], p_order[j], p_actor[j], p_subject[j], p_address[j],
                         p_request[j]);
    RETURN NEXT;
  END LOOP;
END $$;
