-- The outbox: facts in the order in which a tenant's commits produced them.
CREATE SCHEMA events;

CREATE TABLE events.streams (
  tenant_id int PRIMARY KEY,
  last_sequence bigint NOT NULL DEFAULT 0 CHECK (last_sequence >= 0)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE TABLE events.outbox (
  tenant_id int NOT NULL REFERENCES events.streams,
  sequence bigint NOT NULL CHECK (sequence > 0),
  event_id uuid NOT NULL,
  type text NOT NULL,
  subject uuid NOT NULL,
  data text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, sequence)
);
CREATE TRIGGER append_only BEFORE UPDATE ON events.outbox
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
