-- What a person stated about a file because the file does not: the same file with other terms is another lot.
ALTER TABLE stock.lots ADD COLUMN terms text NOT NULL DEFAULT '' CHECK (length(terms) <= 10000);
DROP INDEX stock.lots_file;
CREATE UNIQUE INDEX lots_file ON stock.lots (sha256, supplier_id, mode, terms) NULLS NOT DISTINCT
  WHERE status <> 'discarded' AND repeats IS NULL;

-- Files of codes that staff send with a browser: pieces arrive, sealed; the worker imports them as a lot; the pieces and their
-- key are deleted.
CREATE SCHEMA imports;

CREATE TABLE imports.imports (
  import_id uuid PRIMARY KEY,
  file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
  bytes bigint NOT NULL CHECK (bytes BETWEEN 1 AND 104857600),
  -- As the browser computed it; NULL where it could not.
  sha256 bytea CONSTRAINT imports_sha256_length CHECK (length(sha256) = 32),
  supplier_id uuid REFERENCES suppliers.suppliers,
  cost_currency text NOT NULL CONSTRAINT imports_cost_currency CHECK (cost_currency ~ '^[A-Z]{3}$'),
  -- The product that was chosen for the whole file, for people; what it means is in `terms`.
  sku text,
  terms jsonb NOT NULL,
  state text NOT NULL CONSTRAINT imports_state
    CHECK (state IN ('sending', 'waiting', 'reading', 'cancelling', 'done', 'refused', 'cancelled')),
  bytes_sent bigint NOT NULL DEFAULT 0,
  -- Of the file, by the worker so far.
  bytes_read bigint NOT NULL DEFAULT 0,
  accepted bigint NOT NULL DEFAULT 0,
  duplicates bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  -- How often the worker began to read it.
  tries int NOT NULL DEFAULT 0,
  lot_id uuid REFERENCES stock.lots,
  -- The lot was there before: nothing was added.
  repeated boolean NOT NULL DEFAULT false,
  -- Why the whole file was refused, in a sentence.
  fault text CHECK (length(fault) <= 2000),
  begun_by text NOT NULL,
  begun_at timestamptz NOT NULL,
  -- When the last piece arrived.
  sent_at timestamptz,
  ended_at timestamptz,
  CHECK (bytes_sent <= bytes),
  CHECK ((state IN ('done', 'refused', 'cancelled')) = (ended_at IS NOT NULL))
);
CREATE INDEX imports_newest ON imports.imports (begun_at, import_id);
CREATE INDEX imports_open ON imports.imports (begun_at)
  WHERE state IN ('sending', 'waiting', 'reading', 'cancelling');

CREATE TABLE imports.pieces (
  import_id uuid NOT NULL REFERENCES imports.imports,
  position int NOT NULL CHECK (position >= 0),
  sealed bytea NOT NULL,
  PRIMARY KEY (import_id, position)
);
-- Ciphertext does not compress.
ALTER TABLE imports.pieces ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TRIGGER changed AFTER INSERT OR UPDATE ON imports.imports
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('imports', 'staff');
