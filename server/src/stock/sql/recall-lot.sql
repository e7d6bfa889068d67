-- Stops the sale of a lot: unsold codes are frozen. Codes on hold stay with their orders, which get other codes or fail when they
-- are paid. Returns how many codes are frozen in total, so that a second recall returns the same. The caller holds the locks of
-- the lot's shelves.
CREATE OR REPLACE FUNCTION stock.recall_lot(p_lot uuid, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock.lots t SET status = 'recalled', recalled_at = p_at
   WHERE t.lot_id = p_lot AND t.status = 'complete';
  WITH frozen AS (
    UPDATE stock.lanes l SET state = 'recalled'
      FROM stock.runs r
     WHERE r.lot_id = p_lot AND l.run_id = r.run_id AND l.state = 'open'
    RETURNING l.shelf_id, l.tail - l.head AS codes)
  UPDATE stock.shelves s
     SET available = s.available - f.codes, changed = pg_current_xact_id(), changed_at = p_at
    FROM (SELECT k.shelf_id, sum(k.codes) AS codes FROM frozen k GROUP BY k.shelf_id) f
   WHERE s.shelf_id = f.shelf_id;
  RETURN (
    SELECT coalesce(sum(l.tail - l.head), 0)
      FROM stock.runs r JOIN stock.lanes l ON l.run_id = r.run_id
     WHERE r.lot_id = p_lot AND l.state = 'recalled');
END $$;
