-- Reads the sealed codes of a delivered order and writes the audit row of doing so, in one commit.
-- No row: no such order. An order that is not delivered gives its status alone, unaudited.
-- Runs and codes come as stock.read packs them, in the same order: what was bought, then replacements,
-- one code a run. o_made_good is NULL where nothing was: else JSON of what each replacement replaces
-- and when it came, in their order, and of the codes that were paid back.
-- The audit row tells how many codes left, and the hash of them as they are sealed: proof of which.
DROP FUNCTION IF EXISTS orders.reveal_many(timestamptz, int[], uuid[], text[], text[], text[], text[]);
DROP FUNCTION IF EXISTS orders.reveal(timestamptz, int, uuid, text, text, text, text);
CREATE OR REPLACE FUNCTION orders.reveal(
  p_at timestamptz, p_tenant int, p_order uuid, p_actor text, p_subject text, p_address text,
  p_request text, OUT o_status text, OUT o_product int, OUT o_delivered_at timestamptz,
  OUT o_runs bytea, OUT o_codes bytea, OUT o_made_good text
) LANGUAGE plpgsql AS $$
DECLARE
  v_order record;
  v_range record;
  v_read record;
  v_count int := 0;
  v_replaced jsonb;
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
  o_runs := ''::bytea;
  o_codes := ''::bytea;
  FOR v_range IN
    SELECT r.run_id, r.from_position, r.codes, r.replaces, r.delivered_at FROM orders.ranges r
     WHERE r.order_id = p_order AND r.released_at IS NULL
     ORDER BY r.replacement NULLS FIRST, r.run_id, r.from_position
  LOOP
    SELECT * INTO v_read FROM stock.read(v_range.run_id, v_range.from_position, v_range.codes);
    o_runs := o_runs || v_read.run;
    o_codes := o_codes || v_read.codes;
    v_count := v_count + v_range.codes;
    IF v_range.replaces IS NOT NULL THEN
      v_replaced := coalesce(v_replaced, '[]') || jsonb_build_array(jsonb_build_array(
        v_range.replaces, (extract(epoch FROM v_range.delivered_at) * 1000)::bigint));
    END IF;
  END LOOP;
  PERFORM audit.record(p_at, p_actor, p_tenant, 'codes.revealed', p_subject, p_address, p_request,
                       '{"codes":' || v_count || ',"sha256":"' || encode(sha256(o_codes), 'hex') || '"}');
  IF v_replaced IS NOT NULL OR v_order.refunded IS NOT NULL THEN
    o_made_good := jsonb_build_object(
      'replaced', coalesce(v_replaced, '[]'),
      'refunded', (SELECT coalesce(jsonb_agg(f.code_id), '[]')
                     FROM orders.refunds f WHERE f.order_id = p_order));
  END IF;
END $$;

-- Reveals of several orders that wait at the same moment, in one commit. Callers sort them by order,
-- so that two batches never wait for one another.
CREATE OR REPLACE FUNCTION orders.reveal_many(
  p_at timestamptz, p_tenant int[], p_order uuid[], p_actor text[], p_subject text[],
  p_address text[], p_request text[]
) RETURNS TABLE (member int, status text, product int, delivered_at timestamptz, runs text,
                 codes text, made_good text)
LANGUAGE plpgsql SET plan_cache_mode = 'force_generic_plan' AS $$
BEGIN
  FOR j IN 1..cardinality(p_order) LOOP
    member := j;
    SELECT o_status, o_product, o_delivered_at, encode(o_runs, 'base64'), encode(o_codes, 'base64'),
           o_made_good
      INTO status, product, delivered_at, runs, codes, made_good
      FROM orders.reveal(p_at, p_tenant[j], p_order[j], p_actor[j], p_subject[j], p_address[j],
                         p_request[j]);
    RETURN NEXT;
  END LOOP;
END $$;

-- The first codes that an order shows, and their hash as an audit row of reading them has it.
CREATE OR REPLACE FUNCTION orders.shown(p_order uuid, p_count int, OUT o_count int, OUT o_hash text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_range record;
  v_codes bytea := '';
BEGIN
  o_count := 0;
  FOR v_range IN
    SELECT r.run_id, r.from_position, r.codes FROM orders.ranges r
     WHERE r.order_id = p_order AND r.released_at IS NULL
     ORDER BY r.replacement NULLS FIRST, r.run_id, r.from_position
  LOOP
    EXIT WHEN o_count >= p_count;
    v_codes := v_codes ||
      (SELECT x.codes FROM stock.read(v_range.run_id, v_range.from_position, v_range.codes) x);
    o_count := o_count + v_range.codes;
  END LOOP;
  o_hash := encode(sha256(v_codes), 'hex');
END $$;
