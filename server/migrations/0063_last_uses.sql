-- When a key last made a call, to the minute: what decides whether a key can be revoked. Unlike the calls it is kept, and written to the log
-- like everything else, because it is one small row a minute and key.
CREATE TABLE request_log.last_uses (
  key_id uuid PRIMARY KEY,
  at timestamptz NOT NULL
);

-- What the server of an endpoint answered beside its body, a few harmless headers of it; only of an attempt that failed.
ALTER TABLE webhooks.deliveries ADD COLUMN reply_headers text;
ALTER TABLE webhooks.attempts ADD COLUMN reply_headers text;
