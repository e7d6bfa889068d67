-- The days whose sales were read from the ledger, also those without any.
CREATE TABLE sales.checked_days (
  day date CONSTRAINT checked_days_key PRIMARY KEY,
  checked_at timestamptz NOT NULL
);
ALTER TABLE sales.checks DROP COLUMN checked_at;
