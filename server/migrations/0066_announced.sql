-- What programs were notified of and that is still true: a webhook endpoint that fails, a key that is about to expire. A row is deleted once its
-- thing is well again, so that the event is sent again when it comes back.
CREATE TABLE alerts.announced (
  type text NOT NULL CONSTRAINT announced_type CHECK (type IN ('webhook_endpoint.failing', 'key.expiring')),
  subject uuid NOT NULL,
  announced_at timestamptz NOT NULL,
  PRIMARY KEY (type, subject)
);
