-- Gives codes that nobody has read other ids, under which they can be sold as if new; the old ids stay those of their orders. Rows
-- of codes are never updated, so each gets another row in its place. All arrays are aligned.
DROP FUNCTION IF EXISTS stock.reissue(uuid, int, int, uuid, bytea);
CREATE OR REPLACE FUNCTION stock.reissue(
  p_code uuid[], p_run int[], p_position int[], p_new uuid[], p_sealed bytea[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_fingerprint bytea[];
BEGIN
  WITH gone AS (
    DELETE FROM stock.codes c USING unnest(p_code, p_run, p_position) WITH ORDINALITY
      u(code_id, run_id, position, ord)
     WHERE c.run_id = u.run_id AND c.position = u.position AND c.code_id = u.code_id
    RETURNING c.fingerprint, u.ord)
  SELECT array_agg(g.fingerprint ORDER BY g.ord) INTO v_fingerprint FROM gone g;
  IF cardinality(v_fingerprint) IS DISTINCT FROM cardinality(p_code) THEN
    RAISE EXCEPTION 'stock: a code is not in its place';
  END IF;
  INSERT INTO stock.codes (run_id, position, code_id, fingerprint, sealed)
  SELECT u.run_id, u.position, u.new_id, u.fingerprint, u.sealed
    FROM unnest(p_run, p_position, p_new, v_fingerprint, p_sealed)
      u(run_id, position, new_id, fingerprint, sealed);
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
