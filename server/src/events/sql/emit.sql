-- Appends facts to tenants' streams, numbered without gaps. Callers hold the tenants' lock. p_event and p_data hold k facts per
-- member of p_tenant and p_subject, one after another; a fact whose data is NULL is left out.
CREATE OR REPLACE FUNCTION events.emit(
  p_at timestamptz, p_type text, p_tenant int[], p_subject uuid[], p_event uuid[], p_data text[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_each int := cardinality(p_event) / cardinality(p_tenant);
  v_facts int := cardinality(array_remove(p_data, NULL));
  v_written int;
  v_base bigint;
BEGIN
  IF v_facts = 0 THEN RETURN; END IF;
  -- A batch of one is a single order: plain statements halve its time, and a delivered one has three facts.
  IF cardinality(p_tenant) = 1 THEN
    UPDATE events.streams s SET last_sequence = s.last_sequence + v_facts
     WHERE s.tenant_id = p_tenant[1]
    RETURNING s.last_sequence - v_facts INTO STRICT v_base;
    IF v_facts = 3 AND cardinality(p_data) = 3 THEN
      INSERT INTO events.outbox (tenant_id, sequence, event_id, type, subject, data, created_at)
      VALUES (p_tenant[1], v_base + 1, p_event[1], p_type, p_subject[1], p_data[1], p_at),
             (p_tenant[1], v_base + 2, p_event[2], p_type, p_subject[1], p_data[2], p_at),
             (p_tenant[1], v_base + 3, p_event[3], p_type, p_subject[1], p_data[3], p_at);
      RETURN;
    END IF;
    FOR i IN 1..cardinality(p_event) LOOP
      CONTINUE WHEN p_data[i] IS NULL;
      v_base := v_base + 1;
      INSERT INTO events.outbox (tenant_id, sequence, event_id, type, subject, data, created_at)
      VALUES (p_tenant[1], v_base, p_event[i], p_type, p_subject[1], p_data[i], p_at);
    END LOOP;
    RETURN;
  END IF;
  -- What is sorted and joined has no texts: they are read where they are written.
  WITH facts AS (
    SELECT p_tenant[(e.ord - 1) / v_each + 1] AS tenant, e.event, e.ord::int AS ord
      FROM unnest(p_event) WITH ORDINALITY e(event, ord)
     WHERE p_data[e.ord] IS NOT NULL),
  moved AS (
    UPDATE events.streams s SET last_sequence = s.last_sequence + g.facts
      FROM (SELECT f.tenant, count(*) AS facts FROM facts f GROUP BY f.tenant) g
     WHERE s.tenant_id = g.tenant
    RETURNING s.tenant_id, s.last_sequence - g.facts AS base)
  INSERT INTO events.outbox (tenant_id, sequence, event_id, type, subject, data, created_at)
  SELECT f.tenant, m.base + row_number() OVER (PARTITION BY f.tenant ORDER BY f.ord),
         f.event, p_type, p_subject[(f.ord - 1) / v_each + 1], p_data[f.ord], p_at
    FROM facts f JOIN moved m ON m.tenant_id = f.tenant;
  GET DIAGNOSTICS v_written = ROW_COUNT;
  IF v_facts <> v_written THEN RAISE EXCEPTION 'events: a tenant without a stream'; END IF;
END $$;
