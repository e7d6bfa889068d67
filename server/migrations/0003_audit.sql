-- Who did what, when, from where. Rows are inserted unchained in the act's own commit; the worker
-- gives them position and hash later: a chain head locked by every reveal costs most of the speed.
CREATE SCHEMA audit;

CREATE TABLE audit.entries (
  entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL,
  actor text NOT NULL,
  tenant_id int,
  action text NOT NULL,
  subject text NOT NULL,
  address text,
  request_id text,
  detail text NOT NULL DEFAULT '{}'
);
CREATE INDEX entries_tx ON audit.entries (tx, entry_id);

CREATE TABLE audit.chain (
  position bigint PRIMARY KEY CHECK (position > 0),
  entry_id bigint NOT NULL UNIQUE REFERENCES audit.entries,
  hash bytea NOT NULL CHECK (length(hash) = 32)
);

-- Everything written by transactions before `chained_before` has its place in the chain.
CREATE TABLE audit.head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  position bigint NOT NULL DEFAULT 0,
  hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
  chained_before xid8 NOT NULL DEFAULT '0'
);
INSERT INTO audit.head DEFAULT VALUES;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entries
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.chain
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
