-- Stops sending to an endpoint: waiting deliveries are dropped, recorded one by one, and may be replayed. False if it was already
-- stopped.
CREATE OR REPLACE FUNCTION webhooks.stop(
  p_at timestamptz, p_endpoint uuid, p_status text, p_reason text, p_default text[]
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_cursor record;
  v_head bigint;
BEGIN
  UPDATE webhooks.endpoints e SET status = p_status, status_reason = p_reason, status_at = p_at
   WHERE e.endpoint_id = p_endpoint AND e.status <> 'deleted' AND e.status <> p_status;
  UPDATE webhooks.cursors c
     SET enabled = false, version = c.version + 1, worker = NULL, leased_until = NULL
   WHERE c.endpoint_id = p_endpoint AND c.enabled
  RETURNING c.tenant_id, c.position INTO v_cursor;
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT h.last_sequence INTO STRICT v_head FROM events.heads() h WHERE h.tenant_id = v_cursor.tenant_id;
  UPDATE webhooks.deliveries d SET status = 'dropped', next_at = NULL
   WHERE d.endpoint_id = p_endpoint AND d.status = 'waiting';
  INSERT INTO webhooks.deliveries (endpoint_id, sequence, status, tries)
  SELECT p_endpoint, o.sequence, 'dropped', 0
    FROM events.entries() o
    JOIN webhooks.endpoints e ON e.endpoint_id = p_endpoint
   WHERE o.tenant_id = v_cursor.tenant_id AND o.sequence > v_cursor.position AND o.sequence <= v_head
     AND webhooks.wants(p_endpoint, coalesce(e.events, p_default), o.type, o.subject)
  ON CONFLICT DO NOTHING;
  UPDATE webhooks.cursors c SET position = greatest(c.position, v_head) WHERE c.endpoint_id = p_endpoint;
  RETURN true;
END $$;

-- Sends to an endpoint from the next event on, by its present filter.
CREATE OR REPLACE FUNCTION webhooks.go(p_at timestamptz, p_endpoint uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE webhooks.endpoints e
     SET status = 'enabled', status_reason = NULL, status_at = p_at,
         staff_reason = CASE WHEN e.paused_at IS NULL THEN NULL ELSE e.staff_reason END
   WHERE e.endpoint_id = p_endpoint;
  UPDATE webhooks.cursors c
     SET enabled = true, version = c.version + 1, position = h.last_sequence,
         wanted_after = h.last_sequence, failures = 0, failing_since = NULL
    FROM events.heads() h
   WHERE c.endpoint_id = p_endpoint AND h.tenant_id = c.tenant_id AND NOT c.enabled;
END $$;

-- Makes the worker pick up a change of the endpoint. A new filter applies to everything that has not begun; a new URL has no
-- failures yet.
CREATE OR REPLACE FUNCTION webhooks.changed(p_endpoint uuid, p_moved boolean DEFAULT false)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE webhooks.cursors c
     SET version = c.version + 1, wanted_after = c.position,
         failures = CASE WHEN p_moved THEN 0 ELSE c.failures END,
         failing_since = CASE WHEN p_moved THEN NULL ELSE c.failing_since END
   WHERE c.endpoint_id = p_endpoint;
END $$;

-- Pauses sending to an endpoint, or ends its pause: its cursor stays where it is, so nothing is lost. After a pause it has no failures
-- yet, because what failed before says nothing about now. A changed version makes the worker that has it begin nothing more.
CREATE OR REPLACE FUNCTION webhooks.pause(p_at timestamptz, p_endpoint uuid, p_paused boolean, p_reason text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE webhooks.endpoints e
     SET paused_at = CASE WHEN p_paused THEN p_at END, staff_reason = p_reason
   WHERE e.endpoint_id = p_endpoint;
  UPDATE webhooks.cursors c
     SET paused = p_paused, version = c.version + 1,
         failures = CASE WHEN p_paused THEN c.failures ELSE 0 END,
         failing_since = CASE WHEN p_paused THEN c.failing_since END
   WHERE c.endpoint_id = p_endpoint AND c.paused <> p_paused;
END $$;
