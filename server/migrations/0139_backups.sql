-- What was backed up, and when. The backups themselves are elsewhere.
CREATE SCHEMA backups;
CREATE TABLE backups.made (
  name text PRIMARY KEY,
  -- The folder that has it as a folder of its name.
  place text NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  bytes bigint CONSTRAINT backups_made_bytes CHECK (bytes > 0),
  database_bytes bigint,
  failure text,
  CONSTRAINT backups_made_ended CHECK (
    (ended_at IS NULL AND bytes IS NULL AND failure IS NULL)
    OR (ended_at IS NOT NULL AND (bytes IS NULL) <> (failure IS NULL)))
);
CREATE INDEX made_began ON backups.made (began_at DESC);
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON backups.made
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('set_up', 'staff');
