-- The table of a UTC day, if it is missing. Nobody needs statistics of it: each query finds its rows by tenant and time.
CREATE OR REPLACE FUNCTION request_log.open_day(p_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_name text := 'calls_' || to_char(p_day, 'YYYYMMDD');
BEGIN
  IF to_regclass('request_log.' || v_name) IS NULL THEN
    EXECUTE format(
      'CREATE UNLOGGED TABLE request_log.%I PARTITION OF request_log.calls
         FOR VALUES FROM (%L) TO (%L) WITH (autovacuum_enabled = false)',
      v_name, p_day::timestamp AT TIME ZONE 'UTC', (p_day + 1)::timestamp AT TIME ZONE 'UTC');
  END IF;
EXCEPTION WHEN duplicate_table OR unique_violation THEN
  -- Another node was faster.
  NULL;
END $$;

-- Drops the tables of the days before this one, and what is known about their gaps; never of the last seven days (KEPT_DAYS).
CREATE OR REPLACE FUNCTION request_log.drop_days(p_before date) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_table record;
  v_dropped int := 0;
  v_before date := least(p_before, (now() AT TIME ZONE 'UTC')::date - 7);
BEGIN
  FOR v_table IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'request_log.calls'::regclass
       AND c.relname < 'calls_' || to_char(v_before, 'YYYYMMDD')
  LOOP
    EXECUTE format('DROP TABLE request_log.%I', v_table.relname);
    v_dropped := v_dropped + 1;
  END LOOP;
  DELETE FROM request_log.gaps g WHERE g.minute < v_before::timestamp AT TIME ZONE 'UTC';
  RETURN v_dropped;
END $$;
