-- Leases end by the database's clock, which all workers share: a worker with a wrong clock neither takes what another one has
-- leased nor keeps its own leases too long.
CREATE OR REPLACE FUNCTION webhooks.lease_end(p_lease_ms int) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT clock_timestamp() + p_lease_ms * interval '1 millisecond'
$$;

-- Whether nobody sends to an endpoint: its lease is over, or began before the database was started.
CREATE OR REPLACE FUNCTION webhooks.is_free(p webhooks.cursors) RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT p.leased_until IS NULL OR p.leased_until <= clock_timestamp()
      OR p.server_started IS DISTINCT FROM pg_postmaster_start_time()
$$;

-- Leases endpoints that have something to do and that no living worker sends to. A lease ends with the run of the database in which it began: what
-- its worker recorded may be lost with a crash or a fail-over, and then it must not go on from where it believes that it was. The next lease is
-- a new version, so that what it still records moves nothing. p_failing: number of consecutive failures from
-- which an endpoint counts as failing; of those at most p_failing_max are leased, so that dead endpoints never take the places of
-- healthy ones.
CREATE OR REPLACE FUNCTION webhooks.take(
  p_worker uuid, p_at timestamptz, p_lease_ms int, p_max int, p_failing int, p_failing_max int
) RETURNS TABLE (endpoint_id uuid) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY
  WITH idle AS (
    SELECT c.endpoint_id, c.failures >= p_failing AS failing,
           row_number() OVER (PARTITION BY c.failures >= p_failing ORDER BY c.endpoint_id) AS place
      FROM webhooks.cursors c
      JOIN events.heads() h ON h.tenant_id = c.tenant_id
     WHERE c.enabled AND NOT c.paused AND webhooks.is_free(c)
       AND (c.position < h.last_sequence
            OR EXISTS (SELECT FROM webhooks.deliveries d
                        WHERE d.endpoint_id = c.endpoint_id AND d.status = 'waiting'
                          AND d.next_at <= p_at))),
  free AS (
    SELECT c.endpoint_id FROM webhooks.cursors c JOIN idle i ON i.endpoint_id = c.endpoint_id
     WHERE i.place <= CASE WHEN i.failing THEN p_failing_max ELSE p_max END
       AND c.enabled AND NOT c.paused AND webhooks.is_free(c)
       FOR UPDATE OF c SKIP LOCKED)
  UPDATE webhooks.cursors c SET worker = p_worker, leased_until = webhooks.lease_end(p_lease_ms), server_started = pg_postmaster_start_time(),
         version = c.version + (c.server_started IS DISTINCT FROM pg_postmaster_start_time())::int
    FROM free f WHERE c.endpoint_id = f.endpoint_id
  RETURNING c.endpoint_id;
END $$;

-- Renews a worker's leases; those that are not among the rows are lost. Locks in order, as `record` does.
CREATE OR REPLACE FUNCTION webhooks.renew(p_worker uuid, p_lease_ms int, p_endpoint uuid[])
RETURNS TABLE (endpoint_id uuid) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM webhooks.cursors c WHERE c.endpoint_id = ANY(p_endpoint) ORDER BY c.endpoint_id FOR NO KEY UPDATE;
  RETURN QUERY
  UPDATE webhooks.cursors c SET leased_until = webhooks.lease_end(p_lease_ms)
   WHERE c.endpoint_id = ANY(p_endpoint) AND c.worker = p_worker AND c.server_started = pg_postmaster_start_time()
  RETURNING c.endpoint_id;
END $$;

-- Releases leases, and records each endpoint's cursor, unless it changed meanwhile.
CREATE OR REPLACE FUNCTION webhooks.release(
  p_worker uuid, p_endpoint uuid[], p_version int[], p_position bigint[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM webhooks.cursors c WHERE c.endpoint_id = ANY(p_endpoint) ORDER BY c.endpoint_id FOR NO KEY UPDATE;
  UPDATE webhooks.cursors c
     SET worker = NULL, leased_until = NULL,
         position = CASE c.version WHEN u.version THEN greatest(c.position, u.position) ELSE c.position END
    FROM unnest(p_endpoint, p_version, p_position) u(endpoint, version, position)
   WHERE c.endpoint_id = u.endpoint AND c.worker = p_worker AND c.server_started = pg_postmaster_start_time();
END $$;
