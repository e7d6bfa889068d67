CREATE SCHEMA orders;

CREATE TABLE orders.orders (
  order_id uuid PRIMARY KEY,
  tenant_id int NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'paid', 'delivered', 'failed')),
  sequence smallint NOT NULL CHECK (sequence > 0),
  product_id int NOT NULL,
  shelf_id int NOT NULL,
  quantity int NOT NULL CHECK (quantity > 0),
  -- Minor units of `currency`.
  list_price bigint NOT NULL CHECK (list_price > 0),
  unit_price bigint NOT NULL CHECK (unit_price > 0),
  discount_bps int NOT NULL,
  tier text NOT NULL,
  total bigint NOT NULL,
  currency text NOT NULL,
  -- balance: money moved or held at placement; invoice: money comes with a deposit.
  payment text NOT NULL CHECK (payment IN ('balance', 'invoice')),
  reference text CHECK (length(reference) BETWEEN 1 AND 64),
  metadata text NOT NULL DEFAULT '{}',
  key_id uuid,
  created_at timestamptz NOT NULL,
  paid_at timestamptz,
  delivered_at timestamptz,
  failed_at timestamptz,
  failure_code text,
  expires_at timestamptz,
  first_revealed_at timestamptz,
  CHECK (total = unit_price * quantity),
  CHECK ((status = 'pending') = (paid_at IS NULL AND failed_at IS NULL)),
  CHECK ((status = 'delivered') = (delivered_at IS NOT NULL)),
  CHECK ((status = 'failed') = (failed_at IS NOT NULL AND failure_code IS NOT NULL))
);
CREATE INDEX orders_tenant ON orders.orders (tenant_id, order_id);
CREATE UNIQUE INDEX orders_reference ON orders.orders (tenant_id, reference)
  WHERE reference IS NOT NULL;
CREATE INDEX orders_pending ON orders.orders (tenant_id, order_id) WHERE status = 'pending';
CREATE INDEX orders_delivered_at ON orders.orders USING brin (delivered_at);

-- Which codes an order holds or has; a code is in one unreleased range for ever.
CREATE TABLE orders.ranges (
  order_id uuid NOT NULL,
  run_id int NOT NULL,
  from_position int NOT NULL,
  codes int NOT NULL CHECK (codes > 0),
  released_at timestamptz,
  PRIMARY KEY (order_id, run_id, from_position)
);
CREATE UNIQUE INDEX ranges_position ON orders.ranges (run_id, from_position)
  WHERE released_at IS NULL;
