-- Sells no code of any live product until it is released: after a restore, any may have been sold since the backup.
CREATE OR REPLACE FUNCTION stock.freeze_all(p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stock.lock(ARRAY(SELECT s.shelf_id FROM stock.shelves s WHERE s.mode = 'live'), p_at);
  UPDATE stock.shelves s SET frozen_at = p_at, changed = pg_current_xact_id(), changed_at = p_at
   WHERE s.mode = 'live';
END $$;

-- Sells a product again, to those who wait for it first. Returns how many codes it has. The caller holds the shelf's lock.
CREATE OR REPLACE FUNCTION stock.unfreeze(p_shelf int, p_at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_codes bigint;
BEGIN
  UPDATE stock.shelves s
     SET frozen_at = NULL, filling = s.waiting > 0 AND s.available > 0,
         changed = pg_current_xact_id(), changed_at = p_at
   WHERE s.shelf_id = p_shelf AND s.frozen_at IS NOT NULL
  RETURNING s.available INTO v_codes;
  RETURN v_codes;
END $$;

-- Locks the shelves of these runs, whether they are frozen or released: an order may take codes of a released one at any moment.
CREATE OR REPLACE FUNCTION stock.lock_of_runs(p_run int[], p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stock.lock(ARRAY(SELECT DISTINCT r.shelf_id FROM stock.runs r WHERE r.run_id = ANY(p_run)), p_at);
END $$;

-- Takes one code that is for sale off sale for good, because somebody has it: its lane is cut in up to three. Returns discarded;
-- not_for_sale; or released if it is not for sale and its product is sold again, so that it may have been sold a second time. The
-- caller holds the shelf's lock.
CREATE OR REPLACE FUNCTION stock.discard_code(p_run int, p_position int, p_at timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_lane stock.lanes;
BEGIN
  SELECT * INTO v_lane FROM stock.lanes l
   WHERE l.run_id = p_run AND l.state = 'open' AND l.head <= p_position AND l.tail > p_position
     FOR UPDATE;
  IF NOT FOUND THEN
    RETURN (SELECT CASE WHEN s.frozen_at IS NULL THEN 'released' ELSE 'not_for_sale' END
              FROM stock.runs r JOIN stock.shelves s ON s.shelf_id = r.shelf_id WHERE r.run_id = p_run);
  END IF;
  UPDATE stock.lanes l SET head = p_position, tail = p_position + 1, state = 'discarded'
   WHERE l.lane_id = v_lane.lane_id;
  INSERT INTO stock.lanes (shelf_id, run_id, expires_at, head, tail, state)
  SELECT v_lane.shelf_id, p_run, v_lane.expires_at, u.head, u.tail, 'open'
    FROM (VALUES (v_lane.head, p_position), (p_position + 1, v_lane.tail)) u(head, tail)
   WHERE u.head < u.tail;
  UPDATE stock.shelves s
     SET available = s.available - 1, changed = pg_current_xact_id(), changed_at = p_at
   WHERE s.shelf_id = v_lane.shelf_id;
  RETURN 'discarded';
END $$;

-- The live products that are frozen, with their codes.
CREATE OR REPLACE FUNCTION stock.frozen()
RETURNS TABLE (shelf_id int, product_id int, available bigint, frozen_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT s.shelf_id, s.product_id, s.available, s.frozen_at FROM stock.shelves s
   WHERE s.frozen_at IS NOT NULL ORDER BY s.shelf_id
$$;
