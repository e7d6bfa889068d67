-- Takes the codes of a lot that are for sale off sale for good; returns how many. The caller holds the locks of the lot's shelves.
CREATE OR REPLACE FUNCTION stock.discard_unsold(p_lot uuid, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  v_codes bigint;
BEGIN
  WITH gone AS (
    UPDATE stock.lanes l SET state = 'discarded'
      FROM stock.runs r
     WHERE r.lot_id = p_lot AND l.run_id = r.run_id AND l.state = 'open'
    RETURNING l.shelf_id, l.tail - l.head AS codes),
  shown AS (
    UPDATE stock.shelves s
       SET available = s.available - g.codes, changed = pg_current_xact_id(), changed_at = p_at
      FROM (SELECT k.shelf_id, sum(k.codes) AS codes FROM gone k GROUP BY k.shelf_id) g
     WHERE s.shelf_id = g.shelf_id)
  SELECT coalesce(sum(k.codes), 0) INTO v_codes FROM gone k;
  RETURN v_codes;
END $$;
