-- What a request was answered, where what it did is no resource that can be read again.
ALTER TABLE kit.idempotency ADD COLUMN answer text;

-- An owner is told of the first delivery in a day that is given up, and which one it is.
ALTER TABLE webhooks.notices
  ADD COLUMN sequence bigint,
  DROP CONSTRAINT notices_reason_check,
  ADD CONSTRAINT notices_reason_check CHECK (reason IN ('gone', 'failing', 'exhausted')),
  ADD CONSTRAINT notices_sequence_check CHECK ((reason = 'exhausted') = (sequence IS NOT NULL));
CREATE INDEX notices_exhausted ON webhooks.notices (endpoint_id, at) WHERE reason = 'exhausted';

-- Takes a second argument now.
DROP FUNCTION IF EXISTS webhooks.changed(uuid);
