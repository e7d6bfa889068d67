-- A text of each tenant that is another one after every attempt at one of its endpoints.
CREATE OR REPLACE FUNCTION webhooks.versions(p_tenant int[])
RETURNS TABLE (tenant_id int, version text) LANGUAGE sql STABLE AS $$
  SELECT c.tenant_id,
         md5(string_agg(concat_ws(' ', c.endpoint_id, c.version, c.position, c.failures, c.succeeded_at), ','
                        ORDER BY c.endpoint_id))
    FROM webhooks.endpoints e JOIN webhooks.cursors c USING (endpoint_id)
   WHERE e.tenant_id = ANY(p_tenant) GROUP BY c.tenant_id;
$$;
