-- Pictures are kept for good, because issued documents and sent e-mails show the one of their day.
CREATE TABLE shop.logos (
  -- SHA-256 of the bytes, as hexadecimal digits.
  logo_hash text PRIMARY KEY CHECK (logo_hash ~ '^[0-9a-f]{64}$'),
  kind text NOT NULL CHECK (kind IN ('png', 'jpeg', 'webp')),
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 262144),
  added_at timestamptz NOT NULL,
  added_by text NOT NULL
);
-- In one row or none, as the settings: a logo can be set before anything else is.
CREATE TABLE shop.logo (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  logo_hash text NOT NULL REFERENCES shop.logos,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON shop.logo
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('shop', 'staff');
