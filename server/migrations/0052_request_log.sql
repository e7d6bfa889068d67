-- The calls of the last seven days, for the developers of their partner. Each day is a table of its own that is dropped whole, and
-- unlogged: a call writes nothing to the log that orders wait for. After a crash of PostgreSQL these tables are empty.
CREATE SCHEMA request_log;

CREATE TABLE request_log.calls (
  tenant_id int NOT NULL,
  at timestamptz NOT NULL,
  request_id text NOT NULL,
  key_id uuid NOT NULL,
  method text NOT NULL,
  -- As the contract writes it, with `{order_id}` for an id.
  path text NOT NULL,
  -- The id itself.
  about text,
  status smallint NOT NULL,
  code text,
  ms real NOT NULL,
  address text NOT NULL,
  -- Of a refusal by a limit: which one, how much a minute, and the seconds to wait.
  policy text,
  policy_limit int,
  retry_after int
) PARTITION BY RANGE (at);
CREATE INDEX calls_at ON request_log.calls (tenant_id, at);
CREATE INDEX calls_failed ON request_log.calls (tenant_id, at) WHERE status >= 400;

-- How many calls of a minute were not recorded.
CREATE UNLOGGED TABLE request_log.gaps (
  tenant_id int NOT NULL,
  minute timestamptz NOT NULL,
  calls int NOT NULL,
  PRIMARY KEY (tenant_id, minute)
);
