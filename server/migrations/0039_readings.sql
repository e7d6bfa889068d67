-- The codes of an order can be read one by one. `read_at`: when this code was first read without the whole order; null for a code
-- that a claim named by its text.
ALTER TABLE orders.known_codes ADD COLUMN read_at timestamptz;
-- Every order with such readings, for checks.
CREATE INDEX known_codes_read ON orders.known_codes (order_id) WHERE read_at IS NOT NULL;
