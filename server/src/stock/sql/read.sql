-- The sealed codes of ranges, by run and position. The inner OFFSET 0 keeps each range its own
-- index scan: joined freely, the planner once chose a merge over all codes (5 orders a second).
CREATE OR REPLACE FUNCTION stock.read(p_run int[], p_from int[], p_codes int[])
RETURNS TABLE (code_id uuid, sealed bytea, lot_id uuid, product_id int, expires_at timestamptz)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT c.code_id, c.sealed, r.lot_id, s.product_id, r.expires_at
    FROM unnest(p_run, p_from, p_codes) u(run, from_position, codes)
    JOIN stock.runs r ON r.run_id = u.run
    JOIN stock.shelves s ON s.shelf_id = r.shelf_id
    CROSS JOIN LATERAL (
      SELECT k.position, k.code_id, k.sealed FROM stock.codes k
       WHERE k.run_id = u.run AND k.position >= u.from_position
         AND k.position < u.from_position + u.codes
      OFFSET 0) c
   ORDER BY u.run, c.position;
END $$;
