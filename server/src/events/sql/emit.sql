-- Appends facts of one subject to its tenant's stream. The caller holds the tenant's lock.
CREATE OR REPLACE FUNCTION events.emit_one(
  p_at timestamptz, p_type text, p_tenant int, p_subject uuid, p_event uuid[], p_data text[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_before bigint;
BEGIN
  UPDATE events.streams s SET last_sequence = s.last_sequence + cardinality(p_event)
   WHERE s.tenant_id = p_tenant
  RETURNING s.last_sequence - cardinality(p_event) INTO STRICT v_before;
  INSERT INTO events.outbox (tenant_id, sequence, event_id, type, subject, data, created_at)
  SELECT p_tenant, v_before + f.ord, f.event, p_type, p_subject, f.data, p_at
    FROM unnest(p_event, p_data) WITH ORDINALITY f(event, data, ord);
END $$;

-- Appends facts to tenants' streams, numbered without gaps. Callers hold the tenants' lock. p_event and p_data hold k facts per
-- member of p_tenant and p_subject, one after another; a fact whose data is NULL is left out.
CREATE OR REPLACE FUNCTION events.emit(
  p_at timestamptz, p_type text, p_tenant int[], p_subject uuid[], p_event uuid[], p_data text[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_each int := cardinality(p_event) / cardinality(p_tenant);
  v_facts int := cardinality(array_remove(p_data, NULL));
  v_written int;
BEGIN
  IF v_facts = 0 THEN RETURN; END IF;
  IF cardinality(p_tenant) = 1 AND v_facts = v_each THEN
    PERFORM events.emit_one(p_at, p_type, p_tenant[1], p_subject[1], p_event, p_data);
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
