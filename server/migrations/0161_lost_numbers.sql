-- Numbers of documents that a restore has skipped, because partners may have documents with them: no document has one again.
CREATE TABLE invoicing.lost_numbers (
  kind text NOT NULL REFERENCES invoicing.series,
  year int NOT NULL,
  after int NOT NULL CONSTRAINT lost_numbers_after CHECK (after >= 0),
  through int NOT NULL,
  PRIMARY KEY (kind, year, after),
  CONSTRAINT lost_numbers_span CHECK (through > after)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoicing.lost_numbers
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
