-- How each endpoint fares, for staff. `oldest_at`: since when the oldest event waits that was tried, or is next; null if none does.
-- Of retries only the next thousand are looked at, so that one endpoint with many costs no more than another.
-- `silent`: it accepted nothing for seven days although its tenant had events. `cannot_heal`: the last failure is one that no
-- repetition cures. `needs_a_look`: what staff see first.
CREATE OR REPLACE FUNCTION webhooks.health(p_at timestamptz)
RETURNS TABLE (endpoint_id uuid, tenant_id int, state text, oldest_at timestamptz, silent boolean, cannot_heal boolean,
               needs_a_look boolean)
LANGUAGE sql STABLE AS $$
  SELECT e.endpoint_id, e.tenant_id, s.state, o.oldest_at, q.silent, l.cannot_heal,
         s.state IN ('failing', 'late', 'paused')
           OR (e.status_reason IN ('gone', 'failing') AND e.status_at > p_at - interval '30 days')
           OR (q.silent AND e.status_reason IS DISTINCT FROM 'owner')
    FROM webhooks.endpoints e
    JOIN webhooks.cursors c ON c.endpoint_id = e.endpoint_id
    JOIN events.heads() h ON h.tenant_id = c.tenant_id
    CROSS JOIN LATERAL (
      SELECT CASE WHEN c.enabled THEN least(
        (SELECT min(x.first_at) FROM (
           SELECT d.first_at FROM webhooks.deliveries d
            WHERE d.endpoint_id = e.endpoint_id AND d.status = 'waiting' ORDER BY d.next_at LIMIT 1000) x),
        (SELECT n.created_at FROM events.entries() n
          WHERE n.tenant_id = c.tenant_id AND n.sequence > c.position ORDER BY n.sequence LIMIT 1)) END AS oldest_at) o
    CROSS JOIN LATERAL (
      SELECT CASE WHEN NOT c.enabled THEN 'disabled' WHEN c.paused THEN 'paused'
                  WHEN c.failing_since IS NOT NULL THEN 'failing'
                  WHEN o.oldest_at < p_at - interval '5 minutes' THEN 'late' ELSE 'working' END AS state) s
    CROSS JOIN LATERAL (
      SELECT CASE WHEN coalesce(c.succeeded_at, e.created_at) < p_at - interval '7 days'
                  THEN h.last_sequence > events.before(e.tenant_id, p_at - interval '7 days')
                  ELSE false END AS silent) q
    CROSS JOIN LATERAL (
      SELECT CASE WHEN c.failing_since IS NULL THEN false ELSE coalesce((
        SELECT x.http IN (401, 404, 410) FROM (
          SELECT d.sequence, d.http, d.attempt_id FROM webhooks.deliveries d
           WHERE d.endpoint_id = e.endpoint_id AND d.status <> 'delivered' ORDER BY d.sequence DESC LIMIT 1000) x
         WHERE x.attempt_id IS NOT NULL ORDER BY x.sequence DESC LIMIT 1), false) END AS cannot_heal) l
   WHERE e.status <> 'deleted'
$$;
