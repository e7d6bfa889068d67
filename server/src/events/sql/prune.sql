-- Looks at p_tenants streams after the tenant p_after, in their order, for events older than p_before: the last number that was deleted, and
-- the last one to delete now, at most p_max events later; NULL if nothing of the stream is old. A search of all streams for each chunk would
-- cost a shop of thousands of partners more than the deletion.
-- A stream loses only its beginning: one younger event keeps all that follow it.
CREATE OR REPLACE FUNCTION events.prunable_streams(p_before timestamptz, p_max int, p_after int, p_tenants int)
RETURNS TABLE (tenant_id int, pruned bigint, through bigint) LANGUAGE sql STABLE AS $$
  SELECT s.tenant_id, s.pruned_through,
         CASE WHEN (SELECT o.created_at FROM events.outbox o
                     WHERE o.tenant_id = s.tenant_id AND o.sequence > s.pruned_through
                     ORDER BY o.sequence LIMIT 1) < p_before
              THEN (SELECT max(f.sequence)
                      FROM (SELECT w.sequence, bool_and(w.created_at < p_before) OVER (ORDER BY w.sequence) AS old
                              FROM (SELECT o.sequence, o.created_at FROM events.outbox o
                                     WHERE o.tenant_id = s.tenant_id AND o.sequence > s.pruned_through
                                     ORDER BY o.sequence LIMIT p_max) w) f
                     WHERE f.old)
         END
    FROM (SELECT x.tenant_id, x.pruned_through FROM events.streams x
           WHERE x.tenant_id > p_after ORDER BY x.tenant_id LIMIT p_tenants) s
   ORDER BY s.tenant_id
$$;

-- The same for one stream, found among all.
CREATE OR REPLACE FUNCTION events.prunable(p_before timestamptz, p_max int)
RETURNS TABLE (tenant_id int, pruned bigint, through bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT f.tenant_id, min(f.pruned_through), max(f.sequence)
    FROM (SELECT s.tenant_id, s.pruned_through, w.sequence,
                 bool_and(w.created_at < p_before) OVER (ORDER BY w.sequence) AS old
            FROM (SELECT x.tenant_id, x.pruned_through FROM events.streams x
                   WHERE (SELECT o.created_at FROM events.outbox o
                           WHERE o.tenant_id = x.tenant_id AND o.sequence > x.pruned_through
                           ORDER BY o.sequence LIMIT 1) < p_before
                   LIMIT 1) s
            CROSS JOIN LATERAL (
              SELECT o.sequence, o.created_at FROM events.outbox o
               WHERE o.tenant_id = s.tenant_id AND o.sequence > s.pruned_through
               ORDER BY o.sequence LIMIT p_max) w) f
   WHERE f.old GROUP BY f.tenant_id;
END $$;
COMMENT ON FUNCTION events.prunable(timestamptz, int) IS 'Retired.';

-- Deletes a tenant's events up to a number, from the last that was deleted: what is left of those in the index is not read again for each
-- chunk. The stream, which every order of the tenant writes to, is locked last, and no order waits for a disk that writes this: a
-- crash of the database may lose the last moments, and then these events are deleted once more. One stream in a transaction: orders lock
-- several in no fixed order.
CREATE OR REPLACE FUNCTION events.prune(p_tenant int, p_through bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_at timestamptz;
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  WITH gone AS (
    DELETE FROM events.outbox o
     WHERE o.tenant_id = p_tenant AND o.sequence <= p_through
       AND o.sequence > (SELECT x.pruned_through FROM events.streams x WHERE x.tenant_id = p_tenant)
    RETURNING o.created_at)
  SELECT max(g.created_at) INTO v_at FROM gone g;
  UPDATE events.streams s
     SET pruned_through = greatest(s.pruned_through, p_through),
         pruned_at = greatest(s.pruned_at, v_at)
   WHERE s.tenant_id = p_tenant;
END $$;
