-- Functions for other modules that read the outbox. Plain SELECTs, so that the planner can inline them and use the tables'
-- indexes.
CREATE OR REPLACE FUNCTION events.heads()
RETURNS TABLE (tenant_id int, last_sequence bigint, pruned_through bigint, pruned_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT s.tenant_id, s.last_sequence, s.pruned_through, s.pruned_at FROM events.streams s;
$$;

CREATE OR REPLACE FUNCTION events.entries()
RETURNS TABLE (tenant_id int, sequence bigint, event_id uuid, type text, subject uuid, data text,
               created_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT o.tenant_id, o.sequence, o.event_id, o.type, o.subject, o.data, o.created_at
    FROM events.outbox o;
$$;
