-- Brings the retries nearer that wait at a test tenant's endpoints, and the time since which they fail. A worker that has leased one
-- reads it again, because its version changes. Locks in the order of `record`.
CREATE OR REPLACE FUNCTION webhooks.bring_retries_nearer(p_tenant int, p_ms bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_by interval := p_ms * interval '1 millisecond';
  v_endpoint uuid[];
BEGIN
  IF partners.is_live(p_tenant) THEN RAISE EXCEPTION 'webhooks: no clock moves live endpoints'; END IF;
  SELECT array_agg(l.endpoint_id) INTO v_endpoint FROM (
    SELECT c.endpoint_id FROM webhooks.cursors c
     WHERE c.tenant_id = p_tenant ORDER BY c.endpoint_id FOR NO KEY UPDATE) l;
  UPDATE webhooks.cursors c SET failing_since = c.failing_since - v_by, version = c.version + 1
   WHERE c.endpoint_id = ANY(v_endpoint) AND c.failing_since IS NOT NULL;
  UPDATE webhooks.deliveries d SET next_at = d.next_at - v_by, first_at = d.first_at - v_by
   WHERE d.endpoint_id = ANY(v_endpoint) AND d.status = 'waiting';
END $$;
