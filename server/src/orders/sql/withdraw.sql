-- Withdraws those of an order's codes that nobody knows: they are replaced or refunded, and never shown again. The caller holds
-- the order's row, where readings wait.
CREATE OR REPLACE FUNCTION orders.withdraw(
  p_at timestamptz, p_order uuid, p_code uuid[], p_resolution text
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO orders.withdrawn
    (code_id, order_id, run_id, position, replaces, replacement, delivered_at, resolution,
     withdrawn_at)
  SELECT c.code_id, p_order, c.run_id, c.position, c.replaces, c.replacement,
         CASE WHEN c.replaces IS NOT NULL THEN c.delivered_at END, p_resolution, p_at
    FROM orders.codes_of(ARRAY[p_order]) c
   WHERE c.code_id = ANY(p_code) AND NOT c.known;
END $$;

-- Records that a partner named codes of its order by their texts, so that they never count as unread. The caller holds the
-- tenant's account, as decisions do; readings and restocking wait at the order's row.
CREATE OR REPLACE FUNCTION orders.note_known(p_at timestamptz, p_order uuid, p_code uuid[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM orders.orders o WHERE o.order_id = p_order FOR NO KEY UPDATE;
  INSERT INTO orders.known_codes (code_id, order_id, known_at)
  SELECT c.code_id, p_order, p_at FROM orders.codes_of(ARRAY[p_order]) c
   WHERE c.code_id = ANY(p_code) AND NOT c.known;
END $$;

-- Restocks a withdrawn code as p_new: the order keeps the line, the code leaves its range and becomes a lane of its own. The
-- caller holds the lock of its shelf and has sealed it for its new id. False if it no longer waits for a decision, or its buyer
-- has named it by its text since: nothing was done.
CREATE OR REPLACE FUNCTION orders.restock(
  p_at timestamptz, p_code uuid, p_by text, p_new uuid, p_sealed bytea
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_code orders.withdrawn;
BEGIN
  SELECT * INTO v_code FROM orders.withdrawn w WHERE w.code_id = p_code;
  PERFORM FROM orders.orders o WHERE o.order_id = v_code.order_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM orders.known_codes k WHERE k.code_id = p_code) THEN RETURN false; END IF;
  UPDATE orders.withdrawn w
     SET state = 'restocked', settled_at = p_at, settled_by = p_by, reissued_as = p_new
   WHERE w.code_id = p_code AND w.state = 'waiting';
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM orders.leave_ranges(v_code.order_id, ARRAY[v_code.run_id], ARRAY[v_code.position]);
  PERFORM stock.reissue(ARRAY[p_code], ARRAY[v_code.run_id], ARRAY[v_code.position], ARRAY[p_new],
                        ARRAY[p_sealed]);
  PERFORM stock.give_back_codes(p_at, ARRAY[v_code.run_id], ARRAY[v_code.position]);
  INSERT INTO orders.code_moves (order_id, run_id, codes, at) VALUES (v_code.order_id, v_code.run_id, -1, p_at);
  RETURN true;
END $$;
