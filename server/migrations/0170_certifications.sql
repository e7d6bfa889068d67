-- Whether the reply was that of an earlier call with the same idempotency key.
ALTER TABLE request_log.calls ADD COLUMN replayed boolean NOT NULL DEFAULT false;

-- What a business reported of its program in test mode, and what our own records of the run show. The last few are kept.
CREATE TABLE partners.certifications (
  certification_id uuid PRIMARY KEY,
  tenant_id int NOT NULL REFERENCES partners.tenants,
  key_id uuid NOT NULL REFERENCES partners.keys,
  program_version text NOT NULL
    CONSTRAINT certifications_version CHECK (program_version ~ '^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$'),
  began_at timestamptz NOT NULL,
  reported_at timestamptz NOT NULL CONSTRAINT certifications_began CHECK (began_at < reported_at),
  passed text[] NOT NULL,
  failed text[] NOT NULL CONSTRAINT certifications_one_state CHECK (NOT passed && failed),
  order_repeated_at timestamptz,
  limit_honoured_at timestamptz,
  unknown_settled_at timestamptz,
  claim_filed_at timestamptz,
  webhook_answered_at timestamptz,
  CONSTRAINT certifications_known CHECK (passed || failed <@ ARRAY['lost-reply', 'rate-limit', 'unknown-outcome', 'price-change',
    'webhook-signature', 'webhook-duplicate', 'webhook-order', 'claim'])
);
CREATE INDEX certifications_tenant ON partners.certifications (tenant_id, certification_id DESC);
CREATE TRIGGER changed AFTER INSERT ON partners.certifications
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('certifications', 'tenant', 'tenant_id');
