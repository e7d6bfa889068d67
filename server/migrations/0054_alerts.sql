-- What people want to be warned of, each person for themselves, and what they were warned of.
CREATE SCHEMA alerts;

CREATE TABLE alerts.rules (
  user_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('balance_low', 'product_low', 'product_back', 'endpoint_failing', 'key_expires')),
  -- SKU of a watched product; empty for the other kinds, of which a person has one each.
  product text NOT NULL DEFAULT '',
  -- Minor units, codes, hours or days, by the kind; NULL for a product that is back.
  threshold bigint CHECK (threshold >= 0),
  by_email boolean NOT NULL,
  enabled boolean NOT NULL,
  muted_until timestamptz,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, kind, product),
  CHECK ((kind IN ('product_low', 'product_back')) = (product <> '')),
  CHECK ((kind = 'product_back') = (threshold IS NULL))
);
CREATE INDEX rules_kind ON alerts.rules (kind, user_id) WHERE enabled;

-- One row for each thing that a rule looks at, once it has been on the wrong side of its line: a tenant, a product, an endpoint, a key.
CREATE TABLE alerts.firings (
  user_id uuid NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  -- Armed: it fires when the line is crossed again.
  armed boolean NOT NULL,
  fired_at timestamptz,
  reminded_at timestamptz,
  PRIMARY KEY (user_id, kind, subject),
  CHECK (armed OR fired_at IS NOT NULL)
);

CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON alerts.rules
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('alerts', 'user', 'user_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON alerts.firings
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('alerts', 'user', 'user_id');
