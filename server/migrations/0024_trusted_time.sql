-- What the clock has shown so far: nothing that destroys or expires runs on a time that leapt. One row.
CREATE TABLE kit.trusted_time (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  -- The latest time that was trusted.
  mark timestamptz NOT NULL,
  -- Why the clock is in doubt, when it is.
  doubt text CHECK (doubt IN ('leap', 'gap', 'database')),
  doubted_since timestamptz,
  -- How long it has run evenly since, by a clock that nobody sets.
  steady_ms bigint NOT NULL DEFAULT 0 CHECK (steady_ms >= 0),
  CHECK ((doubt IS NULL) = (doubted_since IS NULL))
);

-- What a wrong clock took off sale is found by it and put back.
CREATE INDEX lanes_expired ON stock.lanes (expires_at) WHERE state = 'expired';

-- Their leases were deadlines by the worker's clock; they are lengths by the database's.
DROP FUNCTION IF EXISTS webhooks.take(uuid, timestamptz, timestamptz, int, int, int);
DROP FUNCTION IF EXISTS webhooks.renew(uuid, timestamptz, uuid[]);
