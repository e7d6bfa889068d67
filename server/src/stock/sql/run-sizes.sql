-- The size of each run, how much of it is in lanes (for sale, recalled or expired), and whether its lot is complete.
CREATE OR REPLACE FUNCTION stock.run_sizes()
RETURNS TABLE (run_id int, codes int, in_lanes bigint, complete boolean) LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN QUERY
  SELECT r.run_id, r.codes, coalesce(l.codes, 0)::bigint, t.status IN ('complete', 'recalled')
    FROM stock.runs r
    JOIN stock.lots t ON t.lot_id = r.lot_id
    LEFT JOIN (SELECT n.run_id, sum(n.tail - n.head) AS codes FROM stock.lanes n
                GROUP BY n.run_id) l ON l.run_id = r.run_id;
END $$;
