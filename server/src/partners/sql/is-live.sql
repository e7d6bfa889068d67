-- Whether a tenant is in live mode: for one, or for few rows.
CREATE OR REPLACE FUNCTION partners.is_live(p_tenant int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT t.mode = 'live' FROM partners.tenants t WHERE t.tenant_id = p_tenant;
$$;
