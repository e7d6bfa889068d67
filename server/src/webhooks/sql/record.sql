-- Records the results of attempts, and the cursors and states of their endpoints. A cursor moves only for the worker that still
-- has the lease, in the same run of the database, and only if the endpoint is unchanged since that worker read it: a late failure at an old URL, or from before it
-- was enabled again, says nothing about its present state. p_fresh: none of them was tried before. Then a plain insert suffices,
-- in two thirds of the time of an upsert; that another worker has tried one meanwhile is rare, and is detected. The endpoints'
-- rows are locked first and in order, as in the renewal of leases: neither deadlocks with the other. Not flushed: a crash of the
-- database may lose the last moments, and then these events are sent once more, as the webhook guide says. What was
-- promised is in the outbox, which is flushed.
-- Dropped first, because CREATE OR REPLACE cannot add an argument.
DROP FUNCTION IF EXISTS webhooks.record(
  uuid, boolean, uuid[], bigint[], text[], int[], timestamptz[], timestamptz[], uuid[], timestamptz[], int[], int[], text[], text[],
  uuid[], int[], bigint[], int[], timestamptz[], timestamptz[]);
CREATE OR REPLACE FUNCTION webhooks.record(
  p_worker uuid, p_fresh boolean,
  p_endpoint uuid[], p_sequence bigint[], p_status text[], p_tries int[], p_first_at timestamptz[],
  p_next_at timestamptz[], p_attempt uuid[], p_at timestamptz[], p_http int[], p_duration_ms int[],
  p_error text[], p_reply text[],
  p_channel uuid[], p_version int[], p_position bigint[], p_failures int[], p_failing_since timestamptz[],
  p_succeeded_at timestamptz[], p_reply_headers text[] DEFAULT NULL
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_fresh boolean := p_fresh;
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  PERFORM FROM webhooks.cursors c WHERE c.endpoint_id = ANY(p_channel) ORDER BY c.endpoint_id FOR NO KEY UPDATE;
  IF v_fresh THEN
    BEGIN
      INSERT INTO webhooks.deliveries (endpoint_id, sequence, status, tries, first_at, next_at,
                                       attempt_id, at, http, duration_ms, error, reply, reply_headers)
      SELECT * FROM unnest(p_endpoint, p_sequence, p_status, p_tries, p_first_at, p_next_at,
                           p_attempt, p_at, p_http, p_duration_ms, p_error, p_reply, p_reply_headers);
    EXCEPTION WHEN unique_violation THEN
      v_fresh := false;
    END;
  END IF;
  IF NOT v_fresh THEN
    PERFORM webhooks.record_again(p_endpoint, p_sequence, p_status, p_tries, p_first_at, p_next_at,
                                  p_attempt, p_at, p_http, p_duration_ms, p_error, p_reply, p_reply_headers);
  END IF;
  UPDATE webhooks.cursors c
     SET position = greatest(c.position, u.position), failures = u.failures, failing_since = u.failing_since,
         succeeded_at = greatest(c.succeeded_at, u.succeeded_at)
    FROM unnest(p_channel, p_version, p_position, p_failures, p_failing_since, p_succeeded_at)
      u(channel, version, position, failures, failing_since, succeeded_at)
   WHERE c.endpoint_id = u.channel AND c.version = u.version AND c.worker = p_worker
     AND c.server_started = pg_postmaster_start_time();
  -- Attempts that were running when their endpoint was disabled get no retry.
  IF EXISTS (SELECT FROM webhooks.cursors c WHERE c.endpoint_id = ANY(p_channel) AND NOT c.enabled) THEN
    UPDATE webhooks.deliveries d SET status = 'dropped', next_at = NULL
      FROM webhooks.cursors c
     WHERE c.endpoint_id = ANY(p_channel) AND NOT c.enabled
       AND d.endpoint_id = c.endpoint_id AND d.status = 'waiting';
  END IF;
  IF 'exhausted' = ANY(p_status) THEN
    PERFORM webhooks.note_exhausted(p_endpoint, p_sequence, p_status, p_at);
  END IF;
END $$;

-- Leaves a notice of the first exhausted delivery of an endpoint in 24 hours. Of two workers the second waits at the endpoint's
-- row, and then sees the notice of the first.
CREATE OR REPLACE FUNCTION webhooks.note_exhausted(
  p_endpoint uuid[], p_sequence bigint[], p_status text[], p_at timestamptz[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM webhooks.cursors c WHERE c.endpoint_id = ANY(p_endpoint) ORDER BY c.endpoint_id FOR UPDATE;
  INSERT INTO webhooks.notices (endpoint_id, reason, sequence, at)
  SELECT DISTINCT ON (u.endpoint) u.endpoint, 'exhausted', u.sequence, u.at
    FROM unnest(p_endpoint, p_sequence, p_status, p_at) u(endpoint, sequence, status, at)
    JOIN webhooks.deliveries d ON d.endpoint_id = u.endpoint AND d.sequence = u.sequence
   WHERE u.status = 'exhausted' AND d.status = 'exhausted'
     AND NOT EXISTS (SELECT FROM webhooks.notices n
                      WHERE n.endpoint_id = u.endpoint AND n.reason = 'exhausted'
                        AND n.at > u.at - interval '24 hours')
   ORDER BY u.endpoint, u.at, u.sequence;
END $$;

-- The same if there may be attempts already: the previous one joins the earlier ones. A delivery that another worker completed,
-- or that was dropped meanwhile, can only become delivered.
DROP FUNCTION IF EXISTS webhooks.record_again(
  uuid[], bigint[], text[], int[], timestamptz[], timestamptz[], uuid[], timestamptz[], int[], int[], text[], text[]);
CREATE OR REPLACE FUNCTION webhooks.record_again(
  p_endpoint uuid[], p_sequence bigint[], p_status text[], p_tries int[], p_first_at timestamptz[],
  p_next_at timestamptz[], p_attempt uuid[], p_at timestamptz[], p_http int[], p_duration_ms int[],
  p_error text[], p_reply text[], p_reply_headers text[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhooks.attempts
    (endpoint_id, sequence, attempt_id, at, http, duration_ms, error, reply, reply_headers)
  SELECT d.endpoint_id, d.sequence, d.attempt_id, d.at, d.http, d.duration_ms, d.error, d.reply, d.reply_headers
    FROM unnest(p_endpoint, p_sequence) u(endpoint, sequence)
    JOIN webhooks.deliveries d ON d.endpoint_id = u.endpoint AND d.sequence = u.sequence
   WHERE d.attempt_id IS NOT NULL;
  INSERT INTO webhooks.deliveries AS d (endpoint_id, sequence, status, tries, first_at, next_at,
                                        attempt_id, at, http, duration_ms, error, reply, reply_headers)
  SELECT * FROM unnest(p_endpoint, p_sequence, p_status, p_tries, p_first_at, p_next_at,
                       p_attempt, p_at, p_http, p_duration_ms, p_error, p_reply, p_reply_headers)
  ON CONFLICT (endpoint_id, sequence) DO UPDATE
     SET (status, tries, first_at, next_at) = (
           SELECT n.* FROM (VALUES
             (true, excluded.status, excluded.tries, excluded.first_at, excluded.next_at),
             (false, d.status, d.tries, d.first_at, d.next_at)) v(new, status, tries, first_at, next_at)
             CROSS JOIN LATERAL (SELECT v.status, v.tries, v.first_at, v.next_at) n
            WHERE v.new = (d.status = 'waiting' OR excluded.status = 'delivered')),
         attempt_id = excluded.attempt_id, at = excluded.at, http = excluded.http,
         duration_ms = excluded.duration_ms, error = excluded.error, reply = excluded.reply,
         reply_headers = excluded.reply_headers;
END $$;
