-- Lets endpoints that had everything until a hole in their stream go on behind it.
CREATE OR REPLACE FUNCTION webhooks.leap() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE webhooks.cursors c SET position = h.through, version = c.version + 1
    FROM events.all_holes() h WHERE h.tenant_id = c.tenant_id AND c.position = h.after;
END $$;
