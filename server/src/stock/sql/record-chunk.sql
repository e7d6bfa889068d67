-- Records the counts of a chunk of a lot's file, in the transaction that stores its codes.
CREATE OR REPLACE FUNCTION stock.record_chunk(
  p_lot uuid, p_rows_before bigint, p_run int[], p_codes int[],
  p_reject_line bigint[], p_reject_reason text[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_accepted bigint := coalesce((SELECT sum(u) FROM unnest(p_codes) u), 0);
  v_refused bigint := cardinality(p_reject_line);
  v_duplicates bigint := (SELECT count(*) FROM unnest(p_reject_reason) u WHERE u = 'duplicate');
BEGIN
  UPDATE stock.runs r SET codes = r.codes + u.codes
    FROM unnest(p_run, p_codes) u(run, codes) WHERE r.run_id = u.run AND u.codes > 0;
  INSERT INTO stock.rejects (lot_id, line, reason)
  SELECT p_lot, u.line, u.reason FROM unnest(p_reject_line, p_reject_reason) u(line, reason);
  UPDATE stock.lots t
     SET rows_done = t.rows_done + v_accepted + v_refused, accepted = t.accepted + v_accepted,
         duplicates = t.duplicates + v_duplicates,
         rejected = t.rejected + v_refused - v_duplicates
   WHERE t.lot_id = p_lot AND t.status = 'importing' AND t.rows_done = p_rows_before;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'stock: lot % is not at row % of its import', p_lot, p_rows_before;
  END IF;
END $$;
