-- Number of events of a type per subject.
CREATE OR REPLACE FUNCTION events.by_subject(p_type text)
RETURNS TABLE (tenant_id int, subject uuid, events bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT o.tenant_id, o.subject, count(*) FROM events.outbox o
   WHERE o.type = p_type GROUP BY o.tenant_id, o.subject;
END $$;
