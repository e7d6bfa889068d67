-- Counts the forms of a chunk's codes, in the transaction that stores them. A file with more forms than anybody reads has the rest
-- counted as one form, D.
CREATE OR REPLACE FUNCTION stock.record_looks(
  p_lot uuid, p_shape text[], p_codes bigint[], p_line bigint[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_known bigint := (SELECT count(*) FROM stock.lot_shapes s WHERE s.lot_id = p_lot);
BEGIN
  INSERT INTO stock.lot_shapes (lot_id, shape, codes, first_line)
  SELECT p_lot, k.shape, sum(k.codes), min(k.line)
    FROM (SELECT CASE WHEN v_known + u.ord <= 200
                        OR EXISTS (SELECT FROM stock.lot_shapes s
                                    WHERE s.lot_id = p_lot AND s.shape = u.shape)
                      THEN u.shape ELSE 'D' END AS shape, u.codes, u.line
            FROM unnest(p_shape, p_codes, p_line) WITH ORDINALITY u(shape, codes, line, ord)) k
   GROUP BY k.shape
  ON CONFLICT (lot_id, shape) DO UPDATE
    SET codes = lot_shapes.codes + excluded.codes,
        first_line = least(lot_shapes.first_line, excluded.first_line);
END $$;
