-- Writes the audit row of an act that happens inside one SQL call.
CREATE OR REPLACE FUNCTION audit.record(
  p_at timestamptz, p_actor text, p_tenant int, p_action text, p_subject text, p_address text,
  p_request text, p_detail text
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit.entries
    (at, actor, tenant_id, action, subject, address, request_id, detail)
  VALUES (p_at, p_actor, p_tenant, p_action, p_subject, p_address, p_request, p_detail);
END $$;

-- Writes the audit rows of one kind of act on several subjects.
CREATE OR REPLACE FUNCTION audit.record_many(
  p_at timestamptz, p_actors text[], p_tenants int[], p_action text, p_subjects text[],
  p_addresses text[], p_requests text[], p_details text[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit.entries
    (at, actor, tenant_id, action, subject, address, request_id, detail)
  SELECT p_at, a.actor, a.tenant, p_action, a.subject, a.address, a.request, a.detail
    FROM unnest(p_actors, p_tenants, p_subjects, p_addresses, p_requests, p_details)
      a(actor, tenant, subject, address, request, detail);
END $$;
