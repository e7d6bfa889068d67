-- Fill policy: an order may take what is in stock, or wait in the queue of its product until it can be filled whole.
ALTER TABLE orders.orders
  -- How many codes were asked for, where there were fewer; NULL: as many as `quantity`.
  ADD COLUMN requested_quantity int CHECK (requested_quantity > quantity),
  -- It found too little in stock, and joined the queue of its product.
  ADD COLUMN queued boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT orders_queued CHECK (NOT queued OR payment = 'balance' AND expires_at IS NOT NULL);

-- One number for every change of a queue, given under the lock of its shelf, so that it orders them exactly.
CREATE SEQUENCE orders.queue_turns;

-- Every order that waited for codes, and every order that took codes of a shelf while another waited there: then it joined and left
-- in one turn. Rows stay, so that it can be checked who was served before whom.
CREATE TABLE orders.queue (
  order_id uuid PRIMARY KEY REFERENCES orders.orders,
  shelf_id int NOT NULL,
  quantity int NOT NULL CHECK (quantity > 0),
  joined bigint NOT NULL,
  "left" bigint,
  left_at timestamptz,
  filled boolean,
  CHECK ("left" >= joined),
  CHECK (("left" IS NULL) = (left_at IS NULL) AND ("left" IS NULL) = (filled IS NULL))
);
CREATE INDEX queue_open ON orders.queue (shelf_id, joined) INCLUDE (quantity) WHERE "left" IS NULL;
CREATE INDEX queue_span ON orders.queue USING gist (int8range(joined, "left", '[]'));

ALTER TABLE stock.shelves
  -- Codes that the queue waits for.
  ADD COLUMN waiting bigint NOT NULL DEFAULT 0 CHECK (waiting >= 0),
  -- Codes came while orders waited, and it has not yet been decided which of them get these. Meanwhile nobody else does.
  ADD COLUMN filling boolean NOT NULL DEFAULT false,
  ADD COLUMN sellable bigint NOT NULL
    GENERATED ALWAYS AS (CASE WHEN filling THEN greatest(available - waiting, 0) ELSE available END) STORED;
