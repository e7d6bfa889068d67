-- The tier that staff gave a business by hand, until a moment; without a row its volume decides.
CREATE TABLE partners.manual_tiers (
  partner_id uuid PRIMARY KEY REFERENCES partners.partners,
  tier text NOT NULL CONSTRAINT manual_tiers_tier CHECK (tier <> ''),
  until timestamptz NOT NULL,
  reason text NOT NULL CONSTRAINT manual_tiers_reason CHECK (length(reason) BETWEEN 1 AND 500),
  set_by text NOT NULL,
  set_at timestamptz NOT NULL
);
CREATE INDEX manual_tiers_until ON partners.manual_tiers (until);
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON partners.manual_tiers
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('tier', 'staff');
