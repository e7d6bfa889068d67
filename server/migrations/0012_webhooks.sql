-- Endpoints of tenants, what is to be sent to them, and what became of it.
CREATE SCHEMA webhooks;

CREATE TABLE webhooks.endpoints (
  endpoint_id uuid PRIMARY KEY,
  tenant_id int NOT NULL,
  url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2048),
  -- NULL: the types that are told by default, also those of later versions.
  events text[] CHECK (cardinality(events) > 0),
  status text NOT NULL CHECK (status IN ('enabled', 'disabled', 'deleted')),
  status_reason text CHECK (status_reason IN ('owner', 'operator', 'gone', 'failing')),
  status_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  CHECK ((status = 'enabled') = (status_reason IS NULL))
);
CREATE INDEX endpoints_tenant ON webhooks.endpoints (tenant_id, endpoint_id);

-- Sealed by the vault, bound to the row. Those that are not expired sign, the oldest first.
CREATE TABLE webhooks.secrets (
  secret_id uuid PRIMARY KEY,
  endpoint_id uuid NOT NULL REFERENCES webhooks.endpoints,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz
);
CREATE INDEX secrets_endpoint ON webhooks.secrets (endpoint_id, secret_id);

-- How far an endpoint has come in its tenant's stream, and which worker sends to it. Events up to
-- `position` that it wants have a delivery; later ones wait unless they have one. `wanted_after` is
-- where its present filter began to hold. A change of the endpoint bumps `version`, which stops the
-- worker from moving `position` by what it knew before.
CREATE TABLE webhooks.cursors (
  endpoint_id uuid PRIMARY KEY REFERENCES webhooks.endpoints,
  tenant_id int NOT NULL,
  enabled boolean NOT NULL,
  version int NOT NULL DEFAULT 0,
  wanted_after bigint NOT NULL,
  position bigint NOT NULL,
  worker uuid,
  leased_until timestamptz,
  -- In a row; NULL and 0 after a success.
  failures int NOT NULL DEFAULT 0,
  failing_since timestamptz,
  succeeded_at timestamptz,
  CHECK (position >= wanted_after),
  CHECK ((worker IS NULL) = (leased_until IS NULL))
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- One event at one endpoint, once its first attempt has ended or it was asked for again, with its last
-- attempt: nearly all have one, and a row for that elsewhere would double what is written.
CREATE TABLE webhooks.deliveries (
  endpoint_id uuid NOT NULL,
  sequence bigint NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'delivered', 'exhausted', 'dropped')),
  -- Of the present round: sending again begins a new one.
  tries smallint NOT NULL,
  first_at timestamptz,
  next_at timestamptz,
  attempt_id uuid,
  at timestamptz,
  http smallint,
  duration_ms int CHECK (duration_ms >= 0),
  error text,
  reply text CHECK (length(reply) <= 1024),
  PRIMARY KEY (endpoint_id, sequence),
  CHECK ((status = 'waiting') = (next_at IS NOT NULL)),
  CHECK ((attempt_id IS NULL) = (at IS NULL AND duration_ms IS NULL))
) WITH (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);
CREATE INDEX deliveries_due ON webhooks.deliveries (endpoint_id, next_at) WHERE status = 'waiting';

-- The attempts before the last one.
CREATE TABLE webhooks.attempts (
  endpoint_id uuid NOT NULL,
  sequence bigint NOT NULL,
  attempt_id uuid NOT NULL,
  at timestamptz NOT NULL,
  http smallint,
  duration_ms int NOT NULL,
  error text,
  reply text,
  PRIMARY KEY (endpoint_id, sequence, attempt_id)
);
CREATE TRIGGER append_only BEFORE UPDATE ON webhooks.attempts
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- What an owner is to be told, until somebody has told it.
CREATE TABLE webhooks.notices (
  notice_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  endpoint_id uuid NOT NULL REFERENCES webhooks.endpoints,
  reason text NOT NULL CHECK (reason IN ('gone', 'failing')),
  at timestamptz NOT NULL,
  told_at timestamptz
);
CREATE INDEX notices_untold ON webhooks.notices (notice_id) WHERE told_at IS NULL;

-- Up to where a tenant that subscribed was told of inventory changes.
CREATE TABLE webhooks.inventory_marks (
  tenant_id int PRIMARY KEY,
  cursor text NOT NULL,
  announced_at timestamptz
);
