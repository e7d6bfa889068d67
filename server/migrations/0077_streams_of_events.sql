-- An event belongs to a stream. A foreign key asks for each event, three for an order; this asks once for a statement.
ALTER TABLE events.outbox DROP CONSTRAINT outbox_tenant_id_fkey;

CREATE FUNCTION events.check_streams() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh f
              WHERE NOT EXISTS (SELECT FROM events.streams s WHERE s.tenant_id = f.tenant_id)) THEN
    RAISE EXCEPTION 'an event has no stream' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER has_stream AFTER INSERT ON events.outbox REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION events.check_streams();

-- A stream stays: the events in it name it.
CREATE TRIGGER stays BEFORE DELETE OR TRUNCATE ON events.streams
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
CREATE TRIGGER keeps_tenant BEFORE UPDATE OF tenant_id ON events.streams
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
