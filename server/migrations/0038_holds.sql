-- Holds: an order that reserves codes, price and money until its buyer confirms or cancels it.
ALTER TABLE orders.orders DROP CONSTRAINT orders_payment_check,
  ADD CONSTRAINT orders_payment_check CHECK (payment IN ('balance', 'invoice', 'hold')),
  ADD CONSTRAINT orders_hold_ends CHECK (payment <> 'hold' OR expires_at IS NOT NULL);
-- Only what waits is in it: an order that is delivered at once costs it nothing.
CREATE INDEX orders_due ON orders.orders (expires_at) WHERE status = 'pending';

-- hold_seconds_max 0: no holds.
ALTER TABLE partners.partners
  ADD COLUMN hold_seconds_max int NOT NULL DEFAULT 259200 CHECK (hold_seconds_max BETWEEN 0 AND 259200),
  ADD COLUMN holds_open_max int NOT NULL DEFAULT 200 CHECK (holds_open_max BETWEEN 0 AND 10000);
