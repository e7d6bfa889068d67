-- The runs of a lot for these shelves, expiries and costs, created if missing; aligned with the arrays. `codes` is the next
-- position of each. Only one caller fills the lot at a time.
CREATE OR REPLACE FUNCTION stock.open_runs(
  p_lot uuid, p_shelf int[], p_expires timestamptz[], p_cost bigint[]
) RETURNS TABLE (run_id int, codes int) LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stock.runs (lot_id, shelf_id, expires_at, cost)
  SELECT p_lot, u.shelf, u.expires, u.cost
    FROM unnest(p_shelf, p_expires, p_cost) u(shelf, expires, cost)
   WHERE NOT EXISTS (
     SELECT FROM stock.runs r
      WHERE r.lot_id = p_lot AND r.shelf_id = u.shelf AND r.expires_at = u.expires
        AND r.cost IS NOT DISTINCT FROM u.cost);
  RETURN QUERY
  SELECT r.run_id, r.codes
    FROM unnest(p_shelf, p_expires, p_cost) WITH ORDINALITY u(shelf, expires, cost, ord)
    JOIN stock.runs r
      ON r.lot_id = p_lot AND r.shelf_id = u.shelf AND r.expires_at = u.expires
     AND r.cost IS NOT DISTINCT FROM u.cost
   ORDER BY u.ord;
END $$;
