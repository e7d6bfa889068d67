-- The codes of one range, by position: their ids and their sealed texts, one after another.
DROP FUNCTION IF EXISTS stock.read(int[], int[], int[]);
CREATE OR REPLACE FUNCTION stock.read(
  p_run int, p_from int, p_codes int,
  OUT lot_id uuid, OUT expires_at timestamptz, OUT ids bytea, OUT sealed bytea
) LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT r.lot_id, r.expires_at INTO lot_id, expires_at
    FROM stock.runs r WHERE r.run_id = p_run;
  SELECT string_agg(uuid_send(c.code_id), ''::bytea), string_agg(c.sealed, ''::bytea)
    INTO ids, sealed
    FROM (SELECT k.code_id, k.sealed FROM stock.codes k
           WHERE k.run_id = p_run AND k.position >= p_from AND k.position < p_from + p_codes
           ORDER BY k.position) c;
END $$;
