-- How many deliveries to an endpoint may run at once: 4 is what every endpoint had.
ALTER TABLE webhooks.endpoints ADD COLUMN concurrency int NOT NULL DEFAULT 4
  CONSTRAINT endpoints_concurrency CHECK (concurrency BETWEEN 1 AND 32);
