-- The shelves that a lot has codes for.
CREATE OR REPLACE FUNCTION stock.shelves_of(p_lot uuid) RETURNS int[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((
    SELECT array_agg(DISTINCT r.shelf_id ORDER BY r.shelf_id)
      FROM stock.runs r WHERE r.lot_id = p_lot AND r.codes > 0), '{}');
END $$;

-- Puts an imported lot up for sale: each run becomes one lane. Codes that have expired since they were read are not for sale. The
-- caller holds the locks of the lot's shelves.
CREATE OR REPLACE FUNCTION stock.complete_lot(p_lot uuid, p_at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock.lots t SET status = 'complete', completed_at = p_at
   WHERE t.lot_id = p_lot AND t.status IN ('importing', 'held');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'stock: lot % is not being imported', p_lot;
  END IF;
  WITH fresh AS (
    INSERT INTO stock.lanes (shelf_id, run_id, expires_at, head, tail, state)
    SELECT r.shelf_id, r.run_id, r.expires_at, 0, r.codes,
           CASE WHEN r.expires_at <= p_at THEN 'expired' ELSE 'open' END
      FROM stock.runs r WHERE r.lot_id = p_lot AND r.codes > 0 ORDER BY r.run_id
    RETURNING shelf_id, expires_at, tail AS codes, state)
  UPDATE stock.shelves s
     SET available = s.available + f.codes, next_expiry = least(s.next_expiry, f.expires_at),
         filling = s.filling OR s.waiting > 0, changed = pg_current_xact_id(), changed_at = p_at
    FROM (SELECT k.shelf_id, sum(k.codes) AS codes, min(k.expires_at) AS expires_at
            FROM fresh k WHERE k.state = 'open' GROUP BY k.shelf_id) f
   WHERE s.shelf_id = f.shelf_id;
END $$;
