-- Incidents are listed and reminded of by their newest update, so its step and time stand on the incident itself.
ALTER TABLE status.incidents ADD COLUMN step text
  CHECK (step IN ('investigating', 'identified', 'monitoring', 'resolved'));
ALTER TABLE status.incidents ADD COLUMN updated_at timestamptz;
-- When staff were last reminded that nobody wrote anything.
ALTER TABLE status.incidents ADD COLUMN reminded_at timestamptz;
UPDATE status.incidents i SET step = u.step, updated_at = u.written_at
  FROM (SELECT DISTINCT ON (incident_id) incident_id, step, written_at
          FROM status.incident_updates ORDER BY incident_id, sequence DESC) u
 WHERE u.incident_id = i.incident_id;
ALTER TABLE status.incidents ALTER COLUMN step SET NOT NULL;
ALTER TABLE status.incidents ALTER COLUMN updated_at SET NOT NULL;

CREATE INDEX incidents_open ON status.incidents (incident_id) WHERE step <> 'resolved';
CREATE INDEX incidents_updated ON status.incidents (updated_at);

CREATE TRIGGER changed AFTER INSERT OR UPDATE ON status.incidents
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('incidents', 'staff');
