-- Functions for other modules that read the outbox. Plain SELECTs, so that the planner can inline them and use the tables'
-- indexes.
CREATE OR REPLACE FUNCTION events.heads()
RETURNS TABLE (tenant_id int, last_sequence bigint, pruned_through bigint, pruned_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT s.tenant_id, s.last_sequence, s.pruned_through, s.pruned_at FROM events.streams s;
$$;

CREATE OR REPLACE FUNCTION events.entries()
RETURNS TABLE (tenant_id int, sequence bigint, event_id uuid, type text, subject uuid, data text,
               created_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT o.tenant_id, o.sequence, o.event_id, o.type, o.subject, o.data, o.created_at
    FROM events.outbox o;
$$;

-- The last number of a tenant's stream whose event happened before a time: to the second or so, because commits overlap. Times
-- ascend with the numbers, so a search by halves finds it without an index over times.
CREATE OR REPLACE FUNCTION events.before(p_tenant int, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_low bigint;
  v_high bigint;
  v_middle bigint;
  v_found bigint;
  v_at timestamptz;
BEGIN
  SELECT s.pruned_through, s.last_sequence INTO STRICT v_low, v_high
    FROM events.streams s WHERE s.tenant_id = p_tenant;
  WHILE v_low < v_high LOOP
    v_middle := (v_low + v_high + 1) / 2;
    -- The next one that is there: some are pruned, and a restore leaves a hole.
    SELECT o.sequence, o.created_at INTO v_found, v_at FROM events.outbox o
     WHERE o.tenant_id = p_tenant AND o.sequence >= v_middle ORDER BY o.sequence LIMIT 1;
    IF v_at < p_at THEN v_low := v_found; ELSE v_high := v_middle - 1; END IF;
  END LOOP;
  RETURN v_low;
END $$;
