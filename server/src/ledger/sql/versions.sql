-- A number of each tenant that grows with every movement of its money.
CREATE OR REPLACE FUNCTION ledger.versions(p_tenant int[])
RETURNS TABLE (tenant_id int, version bigint) LANGUAGE sql STABLE AS $$
  SELECT a.tenant_id, sum(a.version)::bigint FROM ledger.accounts a
   WHERE a.tenant_id = ANY(p_tenant) GROUP BY a.tenant_id;
$$;
