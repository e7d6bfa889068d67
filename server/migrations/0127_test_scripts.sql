-- Test mode: what happens to an order some seconds after it was placed. A row goes when it has happened.
CREATE TABLE orders.nexts (
  order_id uuid PRIMARY KEY REFERENCES orders.orders,
  tenant_id int NOT NULL,
  outcome text NOT NULL,
  due_at timestamptz NOT NULL,
  CONSTRAINT nexts_outcome CHECK (outcome IN ('deliver', 'fail'))
);
CREATE INDEX nexts_due ON orders.nexts (due_at);

-- Claims of test mode that decide themselves by their description; of live mode there are a few at most.
CREATE INDEX claims_scripted ON claims.claims (claim_id)
  WHERE status IN ('open', 'under_review')
    AND lower(btrim(description, E' \t\r\n')) IN ('approve', 'replace', 'refund', 'reject', 'needs_info');
