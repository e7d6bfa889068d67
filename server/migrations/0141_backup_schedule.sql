-- Where the worker puts backups, and how often. No row: it makes none.
CREATE TABLE backups.schedule (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT schedule_only_row CHECK (only_row),
  place text NOT NULL CONSTRAINT schedule_place CHECK (length(place) BETWEEN 1 AND 1000),
  every_hours int NOT NULL CONSTRAINT schedule_every CHECK (every_hours BETWEEN 1 AND 720),
  kept int NOT NULL CONSTRAINT schedule_kept CHECK (kept BETWEEN 1 AND 1000),
  recipients text[] NOT NULL CONSTRAINT schedule_recipients CHECK (cardinality(recipients) BETWEEN 1 AND 10),
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  -- When staff were last notified that none was made.
  notified_at timestamptz
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON backups.schedule
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('set_up', 'staff');

-- Old ones are removed when there are more than are kept.
ALTER TABLE backups.made ADD COLUMN removed_at timestamptz;
