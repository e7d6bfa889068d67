-- Attempts of each endpoint in each hour, for the figures of staff. The workers keep them in memory and add them up here every few
-- seconds, so that no page counts deliveries, and no delivery writes one row more.
CREATE TABLE webhooks.sums (
  endpoint_id uuid NOT NULL REFERENCES webhooks.endpoints,
  hour timestamptz NOT NULL,
  attempts int NOT NULL CONSTRAINT sums_attempts CHECK (attempts > 0),
  failures int NOT NULL CONSTRAINT sums_failures CHECK (failures BETWEEN 0 AND attempts),
  -- How many attempts took at most each bound of the histogram, and above the last: not cumulative.
  times int[] NOT NULL,
  PRIMARY KEY (endpoint_id, hour)
) WITH (fillfactor = 70);
CREATE INDEX sums_hour ON webhooks.sums (hour);

-- Staff can pause sending to an enabled endpoint: its events wait, and nothing is dropped.
ALTER TABLE webhooks.endpoints
  ADD COLUMN paused_at timestamptz,
  -- Why staff paused or disabled it, in words that its owner reads.
  ADD COLUMN staff_reason text CONSTRAINT endpoints_staff_reason CHECK (length(staff_reason) BETWEEN 1 AND 500);
ALTER TABLE webhooks.cursors ADD COLUMN paused boolean NOT NULL DEFAULT false;
