-- The first entry of which none before is as young as a time, by halving; clocks of processes differ by an hour at most.
CREATE OR REPLACE FUNCTION audit.first_since(p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
  v_low bigint := 0;
  v_high bigint;
  v_middle bigint;
  v_found record;
BEGIN
  SELECT max(e.entry_id) + 1 INTO v_high FROM audit.entries e;
  WHILE v_low < v_high LOOP
    v_middle := (v_low + v_high) / 2;
    SELECT e.entry_id, e.at INTO v_found FROM audit.entries e WHERE e.entry_id >= v_middle ORDER BY e.entry_id LIMIT 1;
    IF v_found.at >= p_at - interval '1 hour' THEN v_high := v_middle; ELSE v_low := v_found.entry_id + 1; END IF;
  END LOOP;
  RETURN coalesce(v_low, 0);
END $$;
