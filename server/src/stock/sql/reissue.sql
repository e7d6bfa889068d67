-- Gives a code that nobody has read another id, under which it can be sold as if new; the old id stays the replaced or refunded
-- one. Rows of codes are never updated, so this is another row in its place.
CREATE OR REPLACE FUNCTION stock.reissue(
  p_code uuid, p_run int, p_position int, p_new uuid, p_sealed bytea
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_fingerprint bytea;
BEGIN
  DELETE FROM stock.codes c
   WHERE c.run_id = p_run AND c.position = p_position AND c.code_id = p_code
  RETURNING c.fingerprint INTO STRICT v_fingerprint;
  INSERT INTO stock.codes (run_id, position, code_id, fingerprint, sealed)
  VALUES (p_run, p_position, p_new, v_fingerprint, p_sealed);
END $$;

-- A sealed code in its place, with what it is sealed for and the shelf it would be sold from.
CREATE OR REPLACE FUNCTION stock.sealed_at(p_run int, p_position int)
RETURNS TABLE (code_id uuid, sealed bytea, lot_id uuid, product_id int, shelf_id int)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT c.code_id, c.sealed, r.lot_id, s.product_id, r.shelf_id
    FROM stock.codes c
    JOIN stock.runs r ON r.run_id = c.run_id
    JOIN stock.shelves s ON s.shelf_id = r.shelf_id
   WHERE c.run_id = p_run AND c.position = p_position;
END $$;
