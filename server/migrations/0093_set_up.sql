-- What the set-up guide cannot read from other data.
CREATE TABLE shop.set_up_dismissal (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT set_up_dismissal_only_row CHECK (only_row),
  dismissed_at timestamptz NOT NULL,
  dismissed_by text NOT NULL
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON shop.set_up_dismissal
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('set_up', 'staff');

-- Nobody else can know where a backup is, or whether it can be restored.
CREATE TABLE shop.backup_statement (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT backup_statement_only_row CHECK (only_row),
  place text NOT NULL CONSTRAINT backup_statement_place CHECK (length(place) BETWEEN 1 AND 200),
  restored_on date NOT NULL,
  stated_at timestamptz NOT NULL,
  stated_by text NOT NULL
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON shop.backup_statement
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('set_up', 'staff');

-- With a row, partners, prices and codes of this shop were invented by the demo.
CREATE TABLE shop.demo (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT demo_only_row CHECK (only_row),
  made_at timestamptz NOT NULL
);
INSERT INTO shop.demo (made_at) SELECT min(created_at) FROM stock.lots WHERE imported_by = 'system:demo'
  HAVING count(*) > 0;

-- The last test e-mail of a member of staff.
CREATE TABLE identity.email_tests (
  user_id uuid PRIMARY KEY REFERENCES identity.users,
  token_hash bytea NOT NULL CONSTRAINT email_tests_token UNIQUE,
  sent_at timestamptz NOT NULL,
  arrived_at timestamptz,
  -- The limit an hour: when this hour began, and how many were sent in it.
  hour_began timestamptz NOT NULL,
  sent_in_hour int NOT NULL CONSTRAINT email_tests_sent_in_hour CHECK (sent_in_hour > 0)
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON identity.email_tests
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('set_up', 'staff');
