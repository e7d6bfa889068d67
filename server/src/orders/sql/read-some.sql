-- Records that some codes of an order were read without the others. The caller holds the order's row, where withdrawals wait. A
-- withdrawn code is not shown, so it is not read.
CREATE OR REPLACE FUNCTION orders.note_read(p_at timestamptz, p_order uuid, p_code uuid[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO orders.known_codes AS k (code_id, order_id, known_at, read_at)
  SELECT c.code_id, p_order, p_at, p_at FROM orders.codes_of(ARRAY[p_order]) c
   WHERE c.code_id = ANY(p_code) AND NOT c.withdrawn AND c.revealed_at IS NULL
  ON CONFLICT (code_id) DO UPDATE SET read_at = coalesce(k.read_at, excluded.read_at);
END $$;

-- How many of these codes an order shows, and their hash in the form of an audit row of a reading.
CREATE OR REPLACE FUNCTION orders.shown_of(
  p_order uuid, p_code uuid[], OUT o_codes int, OUT o_hash text
) LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT count(*), encode(sha256(coalesce(string_agg(x.codes, ''::bytea ORDER BY c.ord), '')), 'hex')
    INTO o_codes, o_hash
    FROM (SELECT n.code_id, n.run_id, n.position, n.withdrawn, row_number() OVER () AS ord
            FROM orders.codes_of(ARRAY[p_order]) n) c
    CROSS JOIN LATERAL stock.read(c.run_id, c.position, 1) x
   WHERE c.code_id = ANY(p_code) AND NOT c.withdrawn;
END $$;

-- Reads some codes of a delivered order, which the caller has locked, and writes the audit row of the reading. p_id has the ids in the
-- form of the API, for that row; its hash proves which codes they were. A code that the order does not show is an error.
CREATE OR REPLACE FUNCTION orders.reveal_some(
  p_at timestamptz, p_tenant int, p_order uuid, p_code uuid[], p_id text[], p_actor text, p_subject text, p_address text,
  p_request text
) RETURNS TABLE (code_id uuid, sealed bytea, lot_id uuid, product_id int, shelf_id int) LANGUAGE plpgsql AS $$
DECLARE
  v_shown record;
BEGIN
  PERFORM FROM orders.orders o WHERE o.order_id = p_order AND o.tenant_id = p_tenant AND o.status = 'delivered';
  IF NOT FOUND THEN RAISE EXCEPTION 'orders: not a delivered order of this tenant'; END IF;
  PERFORM orders.note_read(p_at, p_order, p_code);
  SELECT * INTO v_shown FROM orders.shown_of(p_order, p_code);
  IF v_shown.o_codes <> cardinality(p_code) OR cardinality(p_id) <> cardinality(p_code) THEN
    RAISE EXCEPTION 'orders: not codes that this order shows';
  END IF;
  PERFORM audit.record(p_at, p_actor, p_tenant, 'codes.revealed', p_subject, p_address, p_request,
    '{"codes":' || v_shown.o_codes || ',"ids":' || array_to_json(p_id) || ',"sha256":"' || v_shown.o_hash || '"}');
  RETURN QUERY
  SELECT s.code_id, s.sealed, s.lot_id, s.product_id, s.shelf_id
    FROM orders.codes_of(ARRAY[p_order]) c
    CROSS JOIN LATERAL stock.sealed_at(c.run_id, c.position) s
   WHERE c.code_id = ANY (p_code) AND NOT c.withdrawn;
END $$;
