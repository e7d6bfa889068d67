-- The events of a range that a replay sends to an endpoint, oldest first, at most p_max: those that its filter includes and that
-- were not delivered, or all. Events after its cursor are left out: they will be sent anyway.
CREATE OR REPLACE FUNCTION webhooks.replayable(
  p_endpoint uuid, p_after bigint, p_through bigint, p_all boolean, p_max int, p_default text[]
) RETURNS TABLE (sequence bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT o.sequence
    FROM webhooks.cursors c
    JOIN webhooks.endpoints e ON e.endpoint_id = c.endpoint_id
    JOIN events.entries() o ON o.tenant_id = c.tenant_id
    LEFT JOIN webhooks.deliveries d ON d.endpoint_id = p_endpoint AND d.sequence = o.sequence
   WHERE c.endpoint_id = p_endpoint AND o.sequence > p_after AND o.sequence <= p_through
     AND webhooks.wants(p_endpoint, coalesce(e.events, p_default), o.type, o.subject)
     AND CASE WHEN d.status IS NULL THEN o.sequence <= c.position
              ELSE p_all OR d.status <> 'delivered' END
   ORDER BY o.sequence LIMIT p_max;
END $$;

-- Makes the events of a range due at an endpoint at once, each with all its retries. Returns how many, the last number covered,
-- and whether the range continues.
CREATE OR REPLACE FUNCTION webhooks.replay(
  p_at timestamptz, p_endpoint uuid, p_after bigint, p_through bigint, p_all boolean, p_max int,
  p_default text[], OUT o_events int, OUT o_through bigint, OUT o_more boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_last bigint;
BEGIN
  SELECT least(p_through, h.last_sequence) INTO STRICT v_last
    FROM webhooks.cursors c JOIN events.heads() h ON h.tenant_id = c.tenant_id
   WHERE c.endpoint_id = p_endpoint;
  WITH due AS MATERIALIZED (
    SELECT r.sequence FROM webhooks.replayable(p_endpoint, p_after, v_last, p_all, p_max + 1, p_default) r),
  page AS (SELECT x.sequence FROM due x ORDER BY x.sequence LIMIT p_max),
  written AS (
    INSERT INTO webhooks.deliveries AS d (endpoint_id, sequence, status, tries, next_at)
    SELECT p_endpoint, g.sequence, 'waiting', 0, p_at FROM page g
    ON CONFLICT (endpoint_id, sequence) DO UPDATE
       SET status = 'waiting', tries = 0, first_at = NULL, next_at = p_at
    RETURNING d.sequence)
  SELECT (SELECT count(*) FROM written), (SELECT count(*) FROM due) > p_max,
         CASE WHEN (SELECT count(*) FROM due) > p_max THEN (SELECT max(w.sequence) FROM written w)
              ELSE greatest(v_last, p_after) END
    INTO o_events, o_more, o_through;
END $$;

-- Makes one event due at once at the given endpoints of its tenant, whatever their filters and the state of its delivery.
CREATE OR REPLACE FUNCTION webhooks.send_again(
  p_at timestamptz, p_endpoint uuid[], p_sequence bigint
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhooks.deliveries (endpoint_id, sequence, status, tries, next_at)
  SELECT u.endpoint, p_sequence, 'waiting', 0, p_at FROM unnest(p_endpoint) u(endpoint)
  ON CONFLICT (endpoint_id, sequence) DO UPDATE
     SET status = 'waiting', tries = 0, first_at = NULL, next_at = p_at;
END $$;

-- Deletes the deliveries of a tenant's events up to a number.
DROP FUNCTION IF EXISTS webhooks.forget(int, bigint);
CREATE OR REPLACE FUNCTION webhooks.forget(p_tenant int, p_after bigint, p_through bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM webhooks.attempts a USING webhooks.cursors c
   WHERE c.tenant_id = p_tenant AND a.endpoint_id = c.endpoint_id AND a.sequence > p_after AND a.sequence <= p_through;
  DELETE FROM webhooks.deliveries d USING webhooks.cursors c
   WHERE c.tenant_id = p_tenant AND d.endpoint_id = c.endpoint_id AND d.sequence > p_after AND d.sequence <= p_through;
END $$;

-- Records the one attempt of a test, whose delivery was written before it as exhausted. One that was sent again meanwhile stays as
-- it is.
DROP FUNCTION IF EXISTS webhooks.record_trial(uuid, bigint, uuid, timestamptz, int, int, text, text);
CREATE OR REPLACE FUNCTION webhooks.record_trial(
  p_endpoint uuid, p_sequence bigint, p_attempt uuid, p_at timestamptz, p_http int, p_duration_ms int, p_error text, p_reply text,
  p_reply_headers text DEFAULT NULL
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE webhooks.deliveries d
     SET attempt_id = p_attempt, at = p_at, http = p_http, duration_ms = p_duration_ms, error = p_error, reply = p_reply,
         reply_headers = p_reply_headers,
         status = CASE WHEN d.status = 'exhausted' AND p_error IS NULL THEN 'delivered' ELSE d.status END
   WHERE d.endpoint_id = p_endpoint AND d.sequence = p_sequence AND d.attempt_id IS NULL;
  IF FOUND THEN RETURN; END IF;
  INSERT INTO webhooks.attempts (endpoint_id, sequence, attempt_id, at, http, duration_ms, error, reply, reply_headers)
  VALUES (p_endpoint, p_sequence, p_attempt, p_at, p_http, p_duration_ms, p_error, p_reply, p_reply_headers);
END $$;
