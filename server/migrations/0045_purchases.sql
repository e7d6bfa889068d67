-- Purchases: orders that a person places together in the portal. The person's browser makes the ids and keys.
CREATE SCHEMA purchases;

CREATE TABLE purchases.purchases (
  tenant_id int NOT NULL,
  purchase_id uuid NOT NULL,
  -- Who buys: identity's user.
  bought_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, purchase_id)
);

CREATE TABLE purchases.lines (
  tenant_id int NOT NULL,
  purchase_id uuid NOT NULL,
  line int NOT NULL CHECK (line > 0),
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 64),
  -- The order that was asked for, as the body of POST /orders; the key stands for it and for nothing else.
  asked jsonb NOT NULL,
  sent_at timestamptz NOT NULL,
  -- Written in the commit of the order.
  order_id uuid,
  -- Why the last attempt bought nothing.
  refusal jsonb,
  PRIMARY KEY (tenant_id, purchase_id, line),
  UNIQUE (tenant_id, purchase_id, key),
  FOREIGN KEY (tenant_id, purchase_id) REFERENCES purchases.purchases,
  CHECK (order_id IS NULL OR refusal IS NULL)
);
CREATE UNIQUE INDEX lines_order ON purchases.lines (order_id) WHERE order_id IS NOT NULL;
