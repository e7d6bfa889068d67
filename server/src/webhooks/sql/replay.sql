-- Makes events of a range due at an endpoint at once, each with all its retries: those that its filter includes and that were not
-- delivered, or all. Events after its cursor are left alone: they will be sent anyway. Returns how many, the last number covered,
-- and whether the range continues.
CREATE OR REPLACE FUNCTION webhooks.replay(
  p_at timestamptz, p_endpoint uuid, p_after bigint, p_through bigint, p_all boolean, p_max int,
  p_default text[], OUT o_events int, OUT o_through bigint, OUT o_more boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_events text[];
  v_cursor record;
BEGIN
  SELECT coalesce(e.events, p_default) INTO STRICT v_events
    FROM webhooks.endpoints e WHERE e.endpoint_id = p_endpoint;
  SELECT c.tenant_id, c.position, h.last_sequence INTO STRICT v_cursor
    FROM webhooks.cursors c JOIN events.heads() h ON h.tenant_id = c.tenant_id
   WHERE c.endpoint_id = p_endpoint;
  WITH due AS (
    SELECT o.sequence
      FROM events.entries() o
      LEFT JOIN webhooks.deliveries d ON d.endpoint_id = p_endpoint AND d.sequence = o.sequence
     WHERE o.tenant_id = v_cursor.tenant_id AND o.sequence > p_after
       AND o.sequence <= least(p_through, v_cursor.last_sequence) AND o.type = ANY(v_events)
       AND CASE WHEN d.status IS NULL THEN o.sequence <= v_cursor.position
                ELSE p_all OR d.status <> 'delivered' END
     ORDER BY o.sequence LIMIT p_max + 1),
  page AS (SELECT x.sequence FROM due x ORDER BY x.sequence LIMIT p_max),
  written AS (
    INSERT INTO webhooks.deliveries AS d (endpoint_id, sequence, status, tries, next_at)
    SELECT p_endpoint, g.sequence, 'waiting', 0, p_at FROM page g
    ON CONFLICT (endpoint_id, sequence) DO UPDATE
       SET status = 'waiting', tries = 0, first_at = NULL, next_at = p_at
    RETURNING d.sequence)
  SELECT (SELECT count(*) FROM written), (SELECT count(*) FROM due) > p_max,
         CASE WHEN (SELECT count(*) FROM due) > p_max THEN (SELECT max(w.sequence) FROM written w)
              ELSE greatest(least(p_through, v_cursor.last_sequence), p_after) END
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
CREATE OR REPLACE FUNCTION webhooks.forget(p_tenant int, p_through bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM webhooks.attempts a USING webhooks.cursors c
   WHERE c.tenant_id = p_tenant AND a.endpoint_id = c.endpoint_id AND a.sequence <= p_through;
  DELETE FROM webhooks.deliveries d USING webhooks.cursors c
   WHERE c.tenant_id = p_tenant AND d.endpoint_id = c.endpoint_id AND d.sequence <= p_through;
END $$;
