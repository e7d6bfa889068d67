-- Lots hold codes; a run is the codes of one lot that share product, expiry and cost; a lane is a
-- stretch of a run that may be sold; a shelf is one product in one mode.
CREATE SCHEMA stock;

-- The row that every writer of a product's stock locks first, after the money. `available` is the
-- count of what its open lanes hold; `changed` lets readers ask for what changed since a snapshot.
CREATE TABLE stock.shelves (
  shelf_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id int NOT NULL,
  mode text NOT NULL CHECK (mode IN ('live', 'test')),
  available bigint NOT NULL DEFAULT 0 CHECK (available >= 0),
  -- The earliest expiry among its open lanes.
  next_expiry timestamptz NOT NULL DEFAULT 'infinity',
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  changed_at timestamptz NOT NULL,
  UNIQUE (product_id, mode)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE TABLE stock.lots (
  lot_id uuid PRIMARY KEY,
  mode text NOT NULL CHECK (mode IN ('live', 'test')),
  supplier text NOT NULL CHECK (length(supplier) <= 200),
  file_name text NOT NULL,
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  cost_currency text NOT NULL CHECK (cost_currency ~ '^[A-Z]{3}$'),
  -- A lot is discarding while its codes are deleted piece by piece: nothing may go on with it.
  status text NOT NULL DEFAULT 'importing'
    CHECK (status IN ('importing', 'complete', 'discarding', 'discarded', 'recalled')),
  -- Data rows of the file dealt with so far: where an interrupted import goes on.
  rows_done bigint NOT NULL DEFAULT 0,
  accepted bigint NOT NULL DEFAULT 0,
  duplicates bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  imported_by text NOT NULL,
  created_at timestamptz NOT NULL,
  completed_at timestamptz,
  recalled_at timestamptz,
  CHECK (accepted + duplicates + rejected = rows_done)
);
CREATE UNIQUE INDEX lots_file ON stock.lots (sha256, supplier, mode) WHERE status <> 'discarded';

CREATE TABLE stock.runs (
  run_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lot_id uuid NOT NULL REFERENCES stock.lots,
  shelf_id int NOT NULL REFERENCES stock.shelves,
  expires_at timestamptz NOT NULL DEFAULT 'infinity',
  -- Minor units of the lot's cost currency, per code.
  cost bigint CHECK (cost >= 0),
  codes int NOT NULL DEFAULT 0 CHECK (codes >= 0),
  UNIQUE NULLS NOT DISTINCT (lot_id, shelf_id, expires_at, cost)
);
CREATE INDEX runs_shelf ON stock.runs (shelf_id);

-- Insert-only. Positions are dense per run; a fingerprint is unique for ever.
CREATE TABLE stock.codes (
  run_id int NOT NULL,
  position int NOT NULL,
  code_id uuid NOT NULL,
  fingerprint bytea NOT NULL CHECK (length(fingerprint) = 16),
  sealed bytea NOT NULL,
  PRIMARY KEY (run_id, position)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.05);
CREATE UNIQUE INDEX codes_fingerprint ON stock.codes (fingerprint);
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON stock.codes
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

CREATE TABLE stock.lanes (
  lane_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  shelf_id int NOT NULL REFERENCES stock.shelves,
  run_id int NOT NULL REFERENCES stock.runs,
  expires_at timestamptz NOT NULL,
  head int NOT NULL CHECK (head >= 0),
  tail int NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'empty', 'recalled', 'expired')),
  CHECK (head <= tail),
  CHECK (state <> 'open' OR head < tail),
  CHECK (state <> 'empty' OR head = tail)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
-- The order in which a shelf sells: expiry, then age, what came back first.
CREATE INDEX lanes_open ON stock.lanes (shelf_id, expires_at, run_id, lane_id DESC)
  WHERE state = 'open';
CREATE INDEX lanes_run ON stock.lanes (run_id);

-- Why a row of a lot's file was not taken. Never the code.
CREATE TABLE stock.rejects (
  lot_id uuid NOT NULL REFERENCES stock.lots,
  line bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (lot_id, line)
);
