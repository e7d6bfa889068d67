-- Who bought an order in the portal: identity's user. An order has a key or a person; only those of people are in the index.
ALTER TABLE orders.orders
  ADD COLUMN user_id uuid,
  ADD CONSTRAINT orders_of_key_or_person CHECK (key_id IS NULL OR user_id IS NULL);
UPDATE orders.orders o SET user_id = p.bought_by
  FROM purchases.lines l JOIN purchases.purchases p USING (tenant_id, purchase_id)
 WHERE l.order_id = o.order_id;
CREATE INDEX orders_of_people ON orders.orders (tenant_id, user_id, order_id) WHERE user_id IS NOT NULL;
