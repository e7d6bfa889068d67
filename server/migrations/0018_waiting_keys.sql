-- Keys that staff issued: nobody has their text, not even staff, until a person of the business sees
-- it once. Until then they do not work.
ALTER TABLE partners.keys ADD COLUMN unseen_until timestamptz;
CREATE INDEX keys_unseen ON partners.keys (unseen_until) WHERE unseen_until IS NOT NULL;

CREATE TABLE partners.waiting_keys (
  key_id uuid PRIMARY KEY REFERENCES partners.keys,
  -- The text, under a data key of its own, bound to key and partner.
  sealed bytea NOT NULL,
  -- Of a rotation: how long the old key stays valid once this one was seen.
  overlap_ms bigint CHECK (overlap_ms >= 0)
);
