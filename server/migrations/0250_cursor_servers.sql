-- In which run of the database a worker leased an endpoint: cursors are not flushed, so what a worker remembers of them from before a crash
-- or a fail-over may be ahead of what is stored.
ALTER TABLE webhooks.cursors ADD COLUMN server_started timestamptz;
