-- Puts codes back on sale that expired only by a clock which ran ahead; returns how many. A minute of tolerance prevents two
-- slightly different clocks from undoing each other's work. Locks the shelves itself.
CREATE OR REPLACE FUNCTION stock.unexpire(p_at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_from timestamptz := p_at + interval '1 minute';
  v_shelf int[];
  v_back bigint;
BEGIN
  SELECT array_agg(DISTINCT l.shelf_id) INTO v_shelf
    FROM stock.lanes l WHERE l.state = 'expired' AND l.expires_at > v_from;
  IF v_shelf IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM stock.lock(v_shelf, p_at);
  WITH back AS (
    UPDATE stock.lanes l SET state = CASE t.status WHEN 'recalled' THEN 'recalled' ELSE 'open' END
      FROM stock.runs r JOIN stock.lots t ON t.lot_id = r.lot_id
     WHERE r.run_id = l.run_id AND l.shelf_id = ANY(v_shelf)
       AND l.state = 'expired' AND l.expires_at > v_from
    RETURNING l.shelf_id, l.expires_at, l.tail - l.head AS codes, l.state),
  sums AS (
    SELECT b.shelf_id, sum(b.codes) AS codes, min(b.expires_at) AS expires_at
      FROM back b WHERE b.state = 'open' GROUP BY b.shelf_id),
  shown AS (
    UPDATE stock.shelves s
       SET available = s.available + u.codes, next_expiry = least(s.next_expiry, u.expires_at),
           filling = s.filling OR s.waiting > 0, changed = pg_current_xact_id(), changed_at = p_at
      FROM sums u WHERE s.shelf_id = u.shelf_id)
  SELECT coalesce(sum(u.codes), 0) INTO v_back FROM sums u;
  RETURN v_back;
END $$;
