-- The last entry of an action about each tenant, for checks: those that the worker has copied are found there, and the rest by transaction.
CREATE OR REPLACE FUNCTION audit.last_of_tenants(p_action text) RETURNS TABLE (tenant_id int, detail text)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT DISTINCT ON (e.tenant_id) e.tenant_id, e.detail
    FROM (SELECT l.entry_id FROM audit.listed l WHERE l.action = p_action
           UNION
          SELECT s.entry_id FROM audit.entries s
           WHERE s.tx >= (SELECT h.chained_before FROM audit.head h) AND s.action = p_action) f
    JOIN audit.entries e ON e.entry_id = f.entry_id
   ORDER BY e.tenant_id, e.entry_id DESC;
END $$;
