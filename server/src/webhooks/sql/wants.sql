-- Whether an endpoint is sent an event by its filter. One about the endpoint itself is for the others: it cannot receive it, and an
-- endpoint that fails would fail once more. A test by hand is written to it whatever its filter. One expression, so that the planner
-- inlines it.
CREATE OR REPLACE FUNCTION webhooks.wants(p_endpoint uuid, p_events text[], p_type text, p_subject uuid)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_type = ANY(p_events) AND (p_subject <> p_endpoint OR p_type = 'webhook.test')
$$;
