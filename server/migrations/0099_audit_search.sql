-- The audit log is read by person, business, action and thing, and searched by any part of its entries. The text of an entry is
-- indexed by the worker when it chains the entry, so that no act waits for that.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE INDEX entries_actor ON audit.entries (actor, entry_id);
CREATE INDEX entries_tenant ON audit.entries (tenant_id, entry_id) WHERE tenant_id IS NOT NULL;
CREATE INDEX entries_action ON audit.entries (action, entry_id);
CREATE INDEX entries_at ON audit.entries (at);

CREATE TABLE audit.texts (
  entry_id bigint PRIMARY KEY REFERENCES audit.entries,
  text text NOT NULL
);
INSERT INTO audit.texts (entry_id, text)
SELECT e.entry_id, lower(concat_ws(E'\n', e.actor, e.action, e.subject, e.address, e.request_id, e.detail))
  FROM audit.chain c JOIN audit.entries e ON e.entry_id = c.entry_id;
CREATE INDEX texts_parts ON audit.texts USING gin (text public.gin_trgm_ops);

-- How far the worker has computed the chain again: `position` follows the head; the slow pass begins again at the first entry
-- each time it is through, and finds what is changed later.
CREATE TABLE audit.verified (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  position bigint NOT NULL DEFAULT 0,
  hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
  verified_at timestamptz,
  pass_position bigint NOT NULL DEFAULT 0,
  pass_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
  passed_at timestamptz,
  broken_position bigint,
  broken_at timestamptz,
  CONSTRAINT verified_broken CHECK ((broken_position IS NULL) = (broken_at IS NULL))
);
INSERT INTO audit.verified DEFAULT VALUES;
