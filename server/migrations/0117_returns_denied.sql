-- Outgoing lines that look like returns of payments, and are not, as a person said.
CREATE TABLE bank_statements.returns_denied (
  line_id uuid NOT NULL REFERENCES bank_statements.lines,
  outgoing_id uuid NOT NULL REFERENCES bank_statements.lines,
  reason text NOT NULL CONSTRAINT returns_denied_reason CHECK (length(reason) BETWEEN 1 AND 500),
  denied_by text NOT NULL,
  denied_at timestamptz NOT NULL,
  PRIMARY KEY (line_id, outgoing_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_statements.returns_denied
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
CREATE TRIGGER changed AFTER INSERT ON bank_statements.returns_denied
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('bank_lines', 'staff');

-- A payment and its return have the same amount.
CREATE INDEX bank_lines_outgoing ON bank_statements.lines (amount, booked_on) WHERE state = 'outgoing';
CREATE INDEX bank_lines_matched ON bank_statements.lines (amount, booked_on) WHERE state = 'matched';
