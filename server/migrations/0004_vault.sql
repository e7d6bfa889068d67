-- Envelope encryption: the key-encryption key lives outside; here are only keys wrapped by it.
CREATE SCHEMA vault;

-- The versions of the key-encryption key that this database has seen, to notice a wrong key file.
CREATE TABLE vault.key_encryption_keys (
  version int PRIMARY KEY CHECK (version > 0),
  check_value bytea NOT NULL,
  -- New keys are wrapped by the active one; what a retiring one still wraps is being re-wrapped.
  state text NOT NULL CHECK (state IN ('active', 'retiring', 'retired')),
  created_at timestamptz NOT NULL,
  retired_at timestamptz
);
CREATE UNIQUE INDEX key_encryption_keys_active
  ON vault.key_encryption_keys (state) WHERE state = 'active';

-- One data key per lot; its id is the lot's.
CREATE TABLE vault.data_keys (
  data_key_id uuid PRIMARY KEY,
  kek_version int NOT NULL REFERENCES vault.key_encryption_keys,
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX data_keys_kek_version ON vault.data_keys (kek_version);

-- Independent random keys (pepper, fingerprint, receipt signing, session); rotation re-wraps them
-- and never changes them.
CREATE TABLE vault.named_keys (
  name text PRIMARY KEY,
  kek_version int NOT NULL REFERENCES vault.key_encryption_keys,
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL
);
