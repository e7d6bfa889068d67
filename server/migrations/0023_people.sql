-- A person's new e-mail is confirmed by a link that only its asker can use.
ALTER TABLE identity.links DROP CONSTRAINT links_kind_check;
ALTER TABLE identity.links ADD CONSTRAINT links_kind_check
  CHECK (kind IN ('sign_up', 'password_reset', 'invitation', 'email_change'));

-- Pages that notifications led to and that never were.
UPDATE identity.notifications SET path = '/business' WHERE path = '/settings/review';
UPDATE identity.notifications SET path = '/developers/keys' WHERE path LIKE '/developers/keys/%';

-- One row per successful act of a person with an idempotency key, written in the transaction of the act.
CREATE TABLE kit.acts (
  actor uuid NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
  operation text NOT NULL,
  resource uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (actor, key)
);
CREATE INDEX acts_created_at ON kit.acts USING brin (created_at);

-- What a business says of itself names people: it is sealed. Rows from before are sealed by the worker.
ALTER TABLE partners.profiles ALTER COLUMN data DROP NOT NULL;
ALTER TABLE partners.profiles ADD COLUMN sealed bytea;
ALTER TABLE partners.profiles ADD CHECK ((data IS NULL) <> (sealed IS NULL));
