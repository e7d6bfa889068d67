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
