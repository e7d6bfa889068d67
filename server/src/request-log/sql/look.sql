-- The place of the last of so many calls of a tenant, from a place on (null: the beginning), newest first, or oldest first if turned; no row if
-- there are fewer. p_failed: only calls that failed, which have an index of their own. Nobody keeps statistics of these tables, so the index is chosen here.
CREATE OR REPLACE FUNCTION request_log.end_of_look(
  p_tenant int, p_from timestamptz, p_before timestamptz, p_failed boolean, p_at timestamptz, p_request text, p_turned boolean, p_max int
) RETURNS TABLE (at timestamptz, request_id text)
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT c.at, c.request_id FROM request_log.calls c
      WHERE c.tenant_id = $1 AND c.at >= $2 AND c.at < $3 AND %1$s
        AND ($4 IS NULL OR c.at %2$s= $4 AND (c.at, c.request_id) %2$s ($4, $5))
      ORDER BY c.at %3$s, c.request_id %3$s OFFSET $6 - 1 LIMIT 1',
    CASE WHEN p_failed THEN 'c.status >= 400' ELSE 'true' END,
    CASE WHEN p_turned THEN '>' ELSE '<' END, CASE WHEN p_turned THEN 'ASC' ELSE 'DESC' END)
    USING p_tenant, p_from, p_before, p_at, p_request, p_max;
END $$;
