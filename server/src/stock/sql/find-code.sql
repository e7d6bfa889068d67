-- Where a code is, by its id or else by the fingerprint of its text. All NULL: nowhere.
CREATE OR REPLACE FUNCTION stock.find_code(
  p_code uuid, p_fingerprint bytea, OUT o_code uuid, OUT o_run int, OUT o_position int
) LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_code IS NOT NULL THEN
    SELECT c.code_id, c.run_id, c.position INTO o_code, o_run, o_position
      FROM stock.codes c WHERE c.code_id = p_code;
  ELSE
    SELECT c.code_id, c.run_id, c.position INTO o_code, o_run, o_position
      FROM stock.codes c WHERE c.fingerprint = p_fingerprint;
  END IF;
END $$;
