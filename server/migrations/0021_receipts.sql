-- Who read the codes of an order, found by its id.
CREATE INDEX entries_reveals ON audit.entries (subject, entry_id) WHERE action = 'codes.revealed';

-- The chain's head, signed every minute: whoever rewrites the chain cannot rewrite these.
CREATE TABLE audit.signed_heads (
  position bigint PRIMARY KEY CHECK (position > 0),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  signed_at timestamptz NOT NULL,
  -- Compact JWS (RFC 7515) over time and hash.
  jws text NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.signed_heads
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
