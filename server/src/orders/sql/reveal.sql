-- Reads the sealed codes of a delivered order and writes the audit row of doing so, in one commit.
-- No row: no such order. An order that is not delivered gives its status alone, unaudited.
-- Runs and codes come as stock.read packs them, in the same order: what was bought, then replacements,
-- one code a run. o_made_good is NULL where nothing was: else JSON of what each replacement replaces
-- and when it came, in their order, and of the codes that were paid back.
-- The audit row tells how many codes left, and where they were not read before the hash of them as
-- they are sealed.
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
  v_won record;
  v_count int := 0;
  v_proof text := '';
BEGIN
  SELECT o.status, o.delivered_at, o.product_id, o.quantity, o.first_revealed_at, o.refunded,
         o.replacements INTO v_order
    FROM orders.orders o WHERE o.order_id = p_order AND o.tenant_id = p_tenant;
  IF NOT FOUND THEN RETURN; END IF;
  o_status := v_order.status;
  o_product := v_order.product_id;
  IF v_order.status <> 'delivered' THEN RETURN; END IF;
  o_delivered_at := v_order.delivered_at;
  o_runs := ''::bytea;
  o_codes := ''::bytea;
  FOR v_range IN
    SELECT r.run_id, r.from_position, r.codes FROM orders.ranges r
     WHERE r.order_id = p_order AND r.released_at IS NULL AND r.replaces IS NULL
     ORDER BY r.run_id, r.from_position
  LOOP
    SELECT * INTO v_read FROM stock.read(v_range.run_id, v_range.from_position, v_range.codes);
    o_runs := o_runs || v_read.run;
    o_codes := o_codes || v_read.codes;
  END LOOP;
  IF v_order.refunded IS NOT NULL OR v_order.replacements IS NOT NULL THEN
    SELECT * INTO v_won FROM orders.read_made_good(p_order);
    o_runs := o_runs || v_won.runs;
    o_codes := o_codes || v_won.codes;
    o_made_good := v_won.made_good;
    v_count := v_won.replacements;
  END IF;
  -- The hash is proof of which codes left. What was shown before cannot change, so that reading the
  -- same again need not prove it again.
  IF v_order.first_revealed_at IS NULL OR v_count > 0 THEN
    v_proof := ',"sha256":"' || encode(sha256(o_codes), 'hex') || '"';
  END IF;
  PERFORM audit.record(p_at, p_actor, p_tenant, 'codes.revealed', p_subject, p_address, p_request,
                       '{"codes":' || v_order.quantity + v_count || v_proof || '}');
  IF v_order.first_revealed_at IS NULL THEN
    UPDATE orders.orders o SET first_revealed_at = p_at
     WHERE o.order_id = p_order AND o.first_revealed_at IS NULL;
  END IF;
END $$;

-- What claims won for an order: its replacements, packed as they are shown, and JSON of what each
-- replaces, when it came, and which codes were paid back.
CREATE OR REPLACE FUNCTION orders.read_made_good(
  p_order uuid, OUT runs bytea, OUT codes bytea, OUT replacements int, OUT made_good text
) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_replaced jsonb;
BEGIN
  SELECT coalesce(string_agg(x.run, ''::bytea ORDER BY r.replacement), ''),
         coalesce(string_agg(x.codes, ''::bytea ORDER BY r.replacement), ''), count(*)::int,
         coalesce(jsonb_agg(jsonb_build_array(
           r.replaces, (extract(epoch FROM r.delivered_at) * 1000)::bigint)
           ORDER BY r.replacement), '[]')
    INTO runs, codes, replacements, v_replaced
    FROM orders.ranges r
    CROSS JOIN LATERAL stock.read(r.run_id, r.from_position, r.codes) x
   WHERE r.order_id = p_order AND r.released_at IS NULL AND r.replaces IS NOT NULL;
  made_good := jsonb_build_object(
    'replaced', v_replaced,
    'refunded', (SELECT coalesce(jsonb_agg(f.code_id), '[]')
                   FROM orders.refunds f WHERE f.order_id = p_order));
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
