CREATE SCHEMA funding;

CREATE TABLE funding.deposits (
  deposit_id uuid PRIMARY KEY,
  tenant_id int NOT NULL,
  reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 200),
  amount bigint NOT NULL CHECK (amount > 0),
  currency text NOT NULL,
  credited_by text NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (tenant_id, reference)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON funding.deposits
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
