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

-- Sealed codes in their places, to be sealed again for new ids and sold again. Writes the audit row of that: who did it, and to how many.
CREATE OR REPLACE FUNCTION stock.sealed_for_resale(
  p_at timestamptz, p_actor text, p_subject text, p_address text, p_request text, p_run int[], p_position int[]
) RETURNS TABLE (code_id uuid, sealed bytea, lot_id uuid, product_id int, shelf_id int) LANGUAGE plpgsql AS $$
BEGIN
  IF (kit.is_list(p_run, cardinality(p_run)) AND kit.is_list(p_position, cardinality(p_run))) IS NOT true THEN
    RAISE EXCEPTION 'stock: not lists of one length' USING ERRCODE = '23514';
  END IF;
  PERFORM audit.record(p_at, p_actor, NULL, 'codes.resealed', p_subject, p_address, p_request,
                       '{"codes":' || cardinality(p_run) || '}');
  RETURN QUERY
  SELECT s.code_id, s.sealed, s.lot_id, s.product_id, s.shelf_id
    FROM unnest(p_run, p_position) WITH ORDINALITY u(run_id, place, ord)
    CROSS JOIN LATERAL stock.sealed_at(u.run_id, u.place) s ORDER BY u.ord;
END $$;

-- The lot of a run, after its shelf is locked.
CREATE OR REPLACE FUNCTION stock.lock_lot_of(p_run int, p_at timestamptz) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_run stock.runs;
BEGIN
  SELECT * INTO v_run FROM stock.runs r WHERE r.run_id = p_run;
  PERFORM stock.lock(ARRAY[v_run.shelf_id], p_at);
  RETURN v_run.lot_id;
END $$;
