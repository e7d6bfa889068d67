-- Adds the codes of a test lot, all of one shelf, without expiry or cost.
CREATE OR REPLACE FUNCTION stock.add_test_codes(
  p_lot uuid, p_shelf int, p_code uuid[], p_fingerprint bytea[], p_sealed bytea[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_run int;
BEGIN
  INSERT INTO stock.runs (lot_id, shelf_id, codes) VALUES (p_lot, p_shelf, cardinality(p_code))
  RETURNING run_id INTO v_run;
  INSERT INTO stock.codes (run_id, position, code_id, fingerprint, sealed)
  SELECT v_run, u.ord - 1, u.code_id, u.fingerprint, u.sealed
    FROM unnest(p_code, p_fingerprint, p_sealed) WITH ORDINALITY u(code_id, fingerprint, sealed, ord);
  UPDATE stock.lots t
     SET rows_done = cardinality(p_code), accepted = cardinality(p_code) WHERE t.lot_id = p_lot;
END $$;
