-- What is due at the endpoints that a worker has leased: at most p_want retries beside the p_known that it knows of, and p_want
-- new events each, after p_after and within p_window numbers. At least one row per existing endpoint; read_to is how far it was
-- read. All rows are of one snapshot, so an event that is missing is not committed yet.
-- Dropped first, because CREATE OR REPLACE cannot rename a column of the result.
CREATE OR REPLACE FUNCTION webhooks.read(
  p_at timestamptz, p_endpoint uuid[], p_after bigint[], p_want int[], p_known int[],
  p_window bigint, p_default text[]
) RETURNS TABLE (
  channel int, version int, enabled boolean, read_to bigint, sequence bigint, event_id uuid, type text,
  subject uuid, created_at timestamptz, data text, tries int, first_at timestamptz,
  fresh boolean
) LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT u.channel::int, c.version, c.enabled AND NOT c.paused, least(h.last_sequence, n.after + p_window), x.sequence,
         x.event_id, x.type, x.subject, x.created_at, x.data, x.tries, x.first_at, x.fresh
    FROM unnest(p_endpoint, p_after, p_want, p_known) WITH ORDINALITY u(endpoint, after, want, known, channel)
    JOIN webhooks.cursors c ON c.endpoint_id = u.endpoint
    JOIN webhooks.endpoints e ON e.endpoint_id = u.endpoint
    JOIN events.heads() h ON h.tenant_id = c.tenant_id
    CROSS JOIN LATERAL (
      SELECT coalesce(max(d.sequence), 0) AS sequence FROM webhooks.deliveries d
       WHERE d.endpoint_id = u.endpoint) newest
    -- The window begins at the next event: a restore leaves a hole, which may be far wider. OFFSET 0 keeps the planner from looking for it
    -- again at each row, which took a third of the time.
    CROSS JOIN LATERAL (
      SELECT greatest(u.after, (
        SELECT o.sequence - 1 FROM events.entries() o
         WHERE o.tenant_id = c.tenant_id AND o.sequence > u.after ORDER BY o.sequence LIMIT 1)) AS after
      OFFSET 0) n
    LEFT JOIN LATERAL (
      (SELECT d.sequence, o.event_id, o.type, o.subject, o.created_at, o.data, d.tries::int, d.first_at,
              false AS fresh
         FROM webhooks.deliveries d
         JOIN events.entries() o ON o.tenant_id = c.tenant_id AND o.sequence = d.sequence
        WHERE d.endpoint_id = u.endpoint AND d.status = 'waiting' AND d.next_at <= p_at
        ORDER BY d.next_at, d.sequence LIMIT CASE WHEN u.want > 0 THEN u.want + u.known ELSE 0 END)
      UNION ALL
      (SELECT o.sequence, o.event_id, o.type, o.subject, o.created_at, o.data, 0, NULL::timestamptz, true
         FROM events.entries() o
        WHERE o.tenant_id = c.tenant_id AND o.sequence > n.after AND o.sequence <= n.after + p_window
          AND webhooks.wants(u.endpoint, coalesce(e.events, p_default), o.type, o.subject)
          -- Only events before the newest delivery may have one: found at once for nearly all.
          AND (o.sequence > newest.sequence
               OR NOT EXISTS (SELECT FROM webhooks.deliveries d
                               WHERE d.endpoint_id = u.endpoint AND d.sequence = o.sequence))
        ORDER BY o.sequence LIMIT u.want)) x ON true;
END $$;
