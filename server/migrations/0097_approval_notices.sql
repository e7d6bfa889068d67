-- Orders that wait for an approval and that staff were notified of: each once. A row goes when its order waits no more.
CREATE TABLE orders.approval_notices (
  order_id uuid PRIMARY KEY,
  notified_at timestamptz NOT NULL
);
