-- Writes what became of attempts, and how far and how well their endpoints are. A delivery that another worker saw
-- through, or that was dropped meanwhile, only ever becomes delivered. The position moves only for the worker that
-- still holds the endpoint, and only if the endpoint is as that worker knows it.
CREATE OR REPLACE FUNCTION webhooks.record(
  p_worker uuid,
  p_endpoint uuid[], p_sequence bigint[], p_event uuid[], p_type text[], p_status text[], p_tries int[],
  p_first_at timestamptz[], p_next_at timestamptz[],
  p_attempt uuid[], p_at timestamptz[], p_http int[], p_duration_ms int[], p_error text[], p_reply text[],
  p_lane uuid[], p_version int[], p_position bigint[], p_failures int[], p_failing_since timestamptz[],
  p_succeeded_at timestamptz[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhooks.deliveries AS d
    (endpoint_id, sequence, event_id, type, status, tries, first_at, next_at)
  SELECT u.endpoint, u.sequence, u.event, u.type, u.status, u.tries, u.first_at, u.next_at
    FROM unnest(p_endpoint, p_sequence, p_event, p_type, p_status, p_tries, p_first_at, p_next_at)
      u(endpoint, sequence, event, type, status, tries, first_at, next_at)
  ON CONFLICT (endpoint_id, sequence) DO UPDATE
     SET status = excluded.status, tries = excluded.tries, first_at = excluded.first_at,
         next_at = excluded.next_at
   WHERE d.status = 'waiting' OR excluded.status = 'delivered';
  INSERT INTO webhooks.attempts
    (endpoint_id, sequence, attempt_id, at, status, duration_ms, error, reply)
  SELECT u.endpoint, u.sequence, u.attempt, u.at, u.http, u.duration_ms, u.error, u.reply
    FROM unnest(p_endpoint, p_sequence, p_attempt, p_at, p_http, p_duration_ms, p_error, p_reply)
      u(endpoint, sequence, attempt, at, http, duration_ms, error, reply);
  UPDATE webhooks.cursors c
     SET position = CASE WHEN c.version = u.version AND c.worker = p_worker
                         THEN greatest(c.position, u.position) ELSE c.position END,
         failures = u.failures, failing_since = u.failing_since,
         succeeded_at = greatest(c.succeeded_at, u.succeeded_at)
    FROM unnest(p_lane, p_version, p_position, p_failures, p_failing_since, p_succeeded_at)
      u(lane, version, position, failures, failing_since, succeeded_at)
   WHERE c.endpoint_id = u.lane;
END $$;
