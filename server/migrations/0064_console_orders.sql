-- What staff wrote to the partner when they refused its order, or cancelled it for the partner.
ALTER TABLE orders.orders ADD COLUMN failure_reason text
  CONSTRAINT orders_failure_reason
    CHECK (failure_reason IS NULL OR status = 'failed' AND length(failure_reason) BETWEEN 1 AND 500);

-- For staff, who see the orders of all partners: the few that wait for an approval or for codes, and those that failed lately. An order that
-- is delivered at once enters neither.
CREATE INDEX orders_waiting ON orders.orders (order_id) WHERE status = 'pending' AND payment = 'balance';
CREATE INDEX orders_failed ON orders.orders (failed_at) WHERE status = 'failed';

-- Pages of staff that are open hear of it when an order stops waiting for them, or fails. Orders that are delivered at once are never
-- updated like this, and confirmed holds are left out; that an order begins to wait is noted where it is placed.
CREATE TRIGGER changed AFTER UPDATE OF status ON orders.orders
  FOR EACH ROW WHEN (NEW.payment = 'balance' OR NEW.status = 'failed')
  EXECUTE FUNCTION kit.note_change('orders', 'staff');

-- Everything that was done to one thing, not only who read codes of an order.
CREATE INDEX entries_subject ON audit.entries (subject, entry_id);
DROP INDEX audit.entries_reveals;
