-- A digest of the call's idempotency key, so that a call and its repetitions can be matched: it is never shown, and the key cannot be read from it.
ALTER TABLE request_log.calls ADD COLUMN idempotency bigint;
