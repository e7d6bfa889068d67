-- Who runs this shop: what the operator set, otherwise defaults.
CREATE SCHEMA shop;

CREATE TABLE shop.settings (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  name text CHECK (length(name) BETWEEN 1 AND 80),
  legal_name text CHECK (length(legal_name) BETWEEN 1 AND 200),
  -- JSON, as the contract's Address.
  address text CHECK (length(address) <= 4000),
  registration_number text CHECK (length(registration_number) <= 60),
  tax_number text CHECK (length(tax_number) <= 60),
  support_email text CHECK (length(support_email) <= 254),
  website text CHECK (length(website) <= 300),
  brand_colour text CHECK (brand_colour ~ '^#[0-9a-f]{6}$'),
  -- The tax that prices include, in basis points, and the sentence about tax on documents.
  tax_bps int CHECK (tax_bps BETWEEN 1 AND 10000),
  tax_note text CHECK (length(tax_note) BETWEEN 1 AND 500),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  CHECK (tax_bps IS NULL OR tax_note IS NOT NULL)
);

INSERT INTO kit.versions (topic) VALUES ('shop');
