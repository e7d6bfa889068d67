-- A restored database does not know what happened after its backup. An epoch is a life of the database; each restore begins another.
CREATE TABLE kit.epochs (
  epoch int PRIMARY KEY,
  began_at timestamptz NOT NULL,
  -- The backup, and until when all that was committed is in it.
  backup text NOT NULL,
  backup_at timestamptz NOT NULL
);

-- Tenants whose orders since the backup are unknown, until somebody closes the gap.
CREATE TABLE kit.gaps (
  tenant_id int PRIMARY KEY,
  epoch int NOT NULL REFERENCES kit.epochs,
  closed_at timestamptz,
  closed_by text,
  CONSTRAINT gaps_closed CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON kit.gaps
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('set_up', 'staff');
INSERT INTO kit.versions (topic) VALUES ('gaps');

-- Numbers of a stream that the lost events may have had: no event has one again.
CREATE TABLE events.holes (
  tenant_id int NOT NULL,
  after bigint NOT NULL,
  through bigint NOT NULL,
  PRIMARY KEY (tenant_id, after),
  CONSTRAINT holes_span CHECK (through > after)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events.holes
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- Codes of a frozen shelf may have been sold since the backup: none is sold until somebody releases the shelf.
ALTER TABLE stock.shelves ADD COLUMN frozen_at timestamptz, DROP COLUMN sellable;
ALTER TABLE stock.shelves ADD COLUMN sellable bigint NOT NULL
  GENERATED ALWAYS AS (CASE WHEN frozen_at IS NOT NULL THEN 0
                            WHEN filling THEN greatest(available - waiting, 0) ELSE available END) STORED;
