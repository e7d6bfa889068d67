-- How the holds of the last day ended is counted every few seconds. Other orders are not in it.
CREATE INDEX orders_holds ON orders.orders (created_at) WHERE payment = 'hold';
