-- Whether a tenant trades for real. Plain, so that the planner sees through it in the lists of other modules.
CREATE OR REPLACE FUNCTION partners.is_live(p_tenant int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT t.mode = 'live' FROM partners.tenants t WHERE t.tenant_id = p_tenant;
$$;
