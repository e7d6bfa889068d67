-- Codes that partners have and whose lot a restore has lost: an import of their file again must not sell them.
CREATE TABLE stock.lost_codes (
  fingerprint bytea PRIMARY KEY,
  noted_at timestamptz NOT NULL
);
