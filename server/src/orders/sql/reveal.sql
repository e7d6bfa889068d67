-- Reads the sealed codes of a delivered order and writes the audit row of the reading, in one commit. No row: no such order. An
-- order that is not delivered returns only its status, unaudited. Runs and codes are packed as by stock.read, in the same order:
-- first the bought codes, then the replacements, one code per run. o_made_good is NULL if no code was replaced or refunded;
-- otherwise it is JSON with what each replacement replaces and when it was added, in their order, with the refunded codes, and
-- with the withdrawn codes, whose texts are not returned. The audit row says how many codes were shown, of how many lines if that
-- is more, and, if they were not read before, their hash in sealed form. A first reading and a decision on the order's codes wait
-- for each other at its row, so that a code is either read or withdrawn.
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
  v_count text;
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
  IF v_order.first_revealed_at IS NULL THEN
    UPDATE orders.orders o SET first_revealed_at = coalesce(o.first_revealed_at, p_at)
     WHERE o.order_id = p_order
    RETURNING o.refunded, o.replacements INTO v_order.refunded, v_order.replacements;
  ELSIF v_order.replacements IS NOT NULL THEN
    PERFORM FROM orders.orders o WHERE o.order_id = p_order FOR NO KEY UPDATE;
  END IF;
  IF v_order.refunded IS NULL AND v_order.replacements IS NULL THEN
    FOR v_range IN
      SELECT r.run_id, r.from_position, r.codes FROM orders.ranges r
       WHERE r.order_id = p_order AND r.released_at IS NULL AND r.replaces IS NULL
       ORDER BY r.run_id, r.from_position
    LOOP
      SELECT * INTO v_read FROM stock.read(v_range.run_id, v_range.from_position, v_range.codes);
      o_runs := o_runs || v_read.run;
      o_codes := o_codes || v_read.codes;
    END LOOP;
    v_count := v_order.quantity;
  ELSE
    SELECT * INTO v_won FROM orders.read_made_good(p_order);
    o_runs := v_won.runs;
    o_codes := v_won.codes;
    o_made_good := v_won.made_good;
    v_count := v_won.shown ||
      CASE WHEN v_won.shown < v_won.lines THEN ',"lines":' || v_won.lines ELSE '' END;
    UPDATE orders.ranges r SET revealed_at = p_at
     WHERE r.order_id = p_order AND r.released_at IS NULL AND r.replaces IS NOT NULL
       AND r.revealed_at IS NULL AND NOT EXISTS (
         SELECT FROM orders.withdrawn w
          WHERE w.order_id = p_order AND w.run_id = r.run_id AND w.position = r.from_position
            AND w.state <> 'restocked');
  END IF;
  -- The hash proves which codes were shown. Shown codes cannot change, so a repeated reading need not prove them again.
  IF v_order.first_revealed_at IS NULL OR v_order.replacements IS NOT NULL THEN
    v_proof := ',"sha256":"' || encode(sha256(o_codes), 'hex') || '"';
  END IF;
  PERFORM audit.record(p_at, p_actor, p_tenant, 'codes.revealed', p_subject, p_address, p_request,
                       '{"codes":' || v_count || v_proof || '}');
END $$;

-- An order with replacements or refunds: its codes packed as they are shown, their number, the number of lines, and JSON with
-- what each replacement replaces, when it was added, which codes were refunded, and which lines no longer have a code: place, id
-- and expiry in milliseconds of each.
CREATE OR REPLACE FUNCTION orders.read_made_good(
  p_order uuid, OUT runs bytea, OUT codes bytea, OUT shown bigint, OUT lines bigint,
  OUT made_good text
) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_replaced jsonb;
  v_withdrawn jsonb;
BEGIN
  SELECT coalesce(string_agg(x.run, ''::bytea ORDER BY l.ord), ''),
         coalesce(string_agg(x.codes, ''::bytea ORDER BY l.ord), ''),
         coalesce(sum(l.codes) FILTER (WHERE l.withdrawn IS NULL), 0), sum(l.codes),
         coalesce(jsonb_agg(jsonb_build_array(
           l.replaces, (extract(epoch FROM l.delivered_at) * 1000)::bigint)
           ORDER BY l.ord) FILTER (WHERE l.replaces IS NOT NULL), '[]'),
         coalesce(jsonb_agg(jsonb_build_array(
           l.before, l.withdrawn, CASE WHEN x.expires_at < 'infinity'
                                       THEN (extract(epoch FROM x.expires_at) * 1000)::bigint END)
           ORDER BY l.ord) FILTER (WHERE l.withdrawn IS NOT NULL), '[]')
    INTO runs, codes, shown, lines, v_replaced, v_withdrawn
    FROM (SELECT n.*, sum(n.codes) OVER (ORDER BY n.ord) - n.codes AS before
            FROM orders.lines(p_order) WITH ORDINALITY
              n(run_id, from_position, codes, replaces, replacement, delivered_at, revealed_at,
                withdrawn, gone, ord)) l
    CROSS JOIN LATERAL (
      SELECT r.run, r.codes, NULL::timestamptz AS expires_at
        FROM stock.read(l.run_id, l.from_position, l.codes) r WHERE l.withdrawn IS NULL
       UNION ALL
      SELECT NULL, NULL, r.expires_at
        FROM stock.origins(ARRAY[l.run_id]) r WHERE l.withdrawn IS NOT NULL) x;
  made_good := jsonb_build_object(
    'replaced', v_replaced, 'withdrawn', v_withdrawn,
    'refunded', (SELECT coalesce(jsonb_agg(f.code_id), '[]')
                   FROM orders.refunds f WHERE f.order_id = p_order),
    'returned', (SELECT coalesce(jsonb_agg(w.code_id), '[]') FROM orders.withdrawn w
                  WHERE w.order_id = p_order AND w.resolution = 'returned'));
END $$;

-- Reveals of several orders that wait at the same moment, in one commit. Callers sort them by order, so that two batches never
-- deadlock. Delivered orders as they were bought are read together; every other member on its own.
CREATE OR REPLACE FUNCTION orders.reveal_many(
  p_at timestamptz, p_tenant int[], p_order uuid[], p_actor text[], p_subject text[],
  p_address text[], p_request text[]
) RETURNS TABLE (member int, status text, product int, delivered_at timestamptz, runs text,
                 codes text, made_good text)
LANGUAGE plpgsql SET plan_cache_mode = 'force_generic_plan' SET enable_seqscan = 'off' AS $$
DECLARE
  v_first uuid[];
  v_bought record;
  v_count int := cardinality(p_order);
BEGIN
  IF (kit.is_list(p_order, v_count) AND kit.is_list(p_tenant, v_count) AND kit.is_list(p_actor, v_count)
      AND kit.is_list(p_subject, v_count) AND kit.is_list(p_address, v_count) AND kit.is_list(p_request, v_count)) IS NOT true THEN
    RAISE EXCEPTION 'orders: not lists of one length' USING ERRCODE = '23514';
  END IF;
  WITH first AS (
    UPDATE orders.orders o SET first_revealed_at = p_at
      FROM (SELECT n.order_id FROM unnest(p_tenant, p_order) a(tenant, order_id)
              JOIN orders.orders n ON n.order_id = a.order_id AND n.tenant_id = a.tenant
             WHERE n.status = 'delivered' AND n.first_revealed_at IS NULL
               AND n.refunded IS NULL AND n.replacements IS NULL
             ORDER BY n.order_id FOR NO KEY UPDATE OF n) f
     WHERE o.order_id = f.order_id RETURNING o.order_id)
  SELECT coalesce(array_agg(f.order_id), '{}') INTO v_first FROM first f;
  WITH bought AS (
    SELECT a.j, o.order_id, o.product_id, o.delivered_at, o.quantity,
           o.order_id = ANY (v_first) AND array_position(p_order, o.order_id) = a.j AS is_first
      FROM unnest(p_tenant, p_order) WITH ORDINALITY a(tenant, order_id, j)
      JOIN orders.orders o ON o.order_id = a.order_id AND o.tenant_id = a.tenant
     WHERE o.status = 'delivered' AND o.refunded IS NULL AND o.replacements IS NULL)
  SELECT array_agg(b.j::int) AS members, array_agg(b.product_id) AS products,
         array_agg(b.delivered_at) AS delivered, array_agg(encode(x.runs, 'base64')) AS runs,
         array_agg(encode(x.codes, 'base64')) AS codes, array_agg(p_actor[b.j]) AS actors,
         array_agg(p_tenant[b.j]) AS tenants, array_agg(p_subject[b.j]) AS subjects,
         array_agg(p_address[b.j]) AS addresses, array_agg(p_request[b.j]) AS requests,
         array_agg('{"codes":' || b.quantity || CASE WHEN b.is_first
           THEN ',"sha256":"' || encode(sha256(x.codes), 'hex') || '"' ELSE '' END || '}') AS details
    INTO v_bought
    FROM bought b
    CROSS JOIN LATERAL (
      SELECT string_agg(c.run, ''::bytea) AS runs, string_agg(c.codes, ''::bytea) AS codes
        FROM (SELECT y.run, y.codes FROM orders.ranges r
               CROSS JOIN LATERAL stock.read(r.run_id, r.from_position, r.codes) y
               WHERE r.order_id = b.order_id AND r.released_at IS NULL AND r.replaces IS NULL
               ORDER BY r.run_id, r.from_position) c) x;
  IF v_bought.members IS NOT NULL THEN
    PERFORM audit.record_many(p_at, v_bought.actors, v_bought.tenants, 'codes.revealed',
      v_bought.subjects, v_bought.addresses, v_bought.requests, v_bought.details);
    RETURN QUERY
    SELECT m.j, 'delivered', m.product, m.at, m.runs, m.codes, NULL::text
      FROM unnest(v_bought.members, v_bought.products, v_bought.delivered, v_bought.runs,
                  v_bought.codes) m(j, product, at, runs, codes);
  END IF;
  IF cardinality(v_bought.members) = cardinality(p_order) THEN RETURN; END IF;
  FOR j IN 1..cardinality(p_order) LOOP
    CONTINUE WHEN j = ANY (v_bought.members);
    member := j;
    SELECT o_status, o_product, o_delivered_at, encode(o_runs, 'base64'), encode(o_codes, 'base64'),
           o_made_good
      INTO status, product, delivered_at, runs, codes, made_good
      FROM orders.reveal(p_at, p_tenant[j], p_order[j], p_actor[j], p_subject[j], p_address[j],
                         p_request[j]);
    RETURN NEXT;
  END LOOP;
END $$;

-- How many codes the first lines of an order contain, and their hash in the form of an audit row of a reading.
CREATE OR REPLACE FUNCTION orders.shown(
  p_order uuid, p_lines int, OUT o_codes int, OUT o_hash text
) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_line record;
  v_read bytea := '';
  v_lines int := 0;
BEGIN
  o_codes := 0;
  FOR v_line IN SELECT * FROM orders.lines(p_order) LOOP
    EXIT WHEN v_lines >= p_lines;
    v_lines := v_lines + v_line.codes;
    CONTINUE WHEN v_line.withdrawn IS NOT NULL;
    o_codes := o_codes + v_line.codes;
    v_read := v_read ||
      (SELECT x.codes FROM stock.read(v_line.run_id, v_line.from_position, v_line.codes) x);
  END LOOP;
  o_hash := encode(sha256(v_read), 'hex');
END $$;
