-- The tenants in live mode: for lists and sums over many rows, where asking `is_live` of each would take longer than the rest.
-- Use: `o.tenant_id IN (SELECT partners.live_tenants())`.
CREATE OR REPLACE FUNCTION partners.live_tenants() RETURNS SETOF int LANGUAGE sql STABLE AS $$
  SELECT t.tenant_id FROM partners.tenants t WHERE t.mode = 'live';
$$;
