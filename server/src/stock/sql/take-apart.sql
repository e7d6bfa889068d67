-- Takes codes of a shelf in its selling order, except that those of the lots named here come last: a replacement comes from
-- another lot if possible. It reads every open lane of the shelf, which would be too slow for orders but is fine for a claim. The
-- caller holds the shelf's lock and requests no more than is there.
CREATE OR REPLACE FUNCTION stock.take_apart(
  p_at timestamptz, p_shelf int, p_quantity int, p_lot uuid[],
  OUT o_run int[], OUT o_from int[], OUT o_codes int[]
) LANGUAGE plpgsql AS $$
DECLARE
  v_taken bigint;
BEGIN
  WITH supply AS (
    SELECT l.lane_id, l.run_id, l.head, l.tail - l.head AS have,
           sum(l.tail - l.head) OVER sold - (l.tail - l.head) AS before
      FROM stock.lanes l JOIN stock.runs r ON r.run_id = l.run_id
     WHERE l.shelf_id = p_shelf AND l.state = 'open'
    WINDOW sold AS (ORDER BY r.lot_id = ANY(p_lot), l.expires_at, l.run_id, l.lane_id DESC)),
  taken AS (
    SELECT s.lane_id, s.run_id, s.head, s.before,
           least(s.have, p_quantity - s.before)::int AS codes
      FROM supply s WHERE s.before < p_quantity),
  lanes AS (
    UPDATE stock.lanes l
       SET head = l.head + t.codes,
           state = CASE WHEN l.head + t.codes = l.tail THEN 'empty' ELSE 'open' END
      FROM taken t WHERE l.lane_id = t.lane_id)
  SELECT array_agg(t.run_id ORDER BY t.before), array_agg(t.head ORDER BY t.before),
         array_agg(t.codes ORDER BY t.before), sum(t.codes)
    INTO o_run, o_from, o_codes, v_taken FROM taken t;
  IF v_taken IS DISTINCT FROM p_quantity THEN
    RAISE EXCEPTION 'stock: more was asked for than the shelf holds';
  END IF;
  UPDATE stock.shelves s
     SET available = s.available - p_quantity, changed = pg_current_xact_id(), changed_at = p_at
   WHERE s.shelf_id = p_shelf;
END $$;
