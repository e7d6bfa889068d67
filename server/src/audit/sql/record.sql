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
