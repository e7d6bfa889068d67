-- What an endpoint is for, in its owner's words.
ALTER TABLE webhooks.endpoints ADD COLUMN description text CHECK (length(description) BETWEEN 1 AND 100);

-- Finds the few deliveries that were not accepted among all that were; a delivery that succeeds at once never enters it.
CREATE INDEX deliveries_undelivered ON webhooks.deliveries (endpoint_id, sequence) WHERE status <> 'delivered';
