-- Whether a tenant is in live mode. Plain, so that the planner can inline it in the lists of other modules.
CREATE OR REPLACE FUNCTION partners.is_live(p_tenant int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT t.mode = 'live' FROM partners.tenants t WHERE t.tenant_id = p_tenant;
$$;
