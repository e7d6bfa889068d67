-- Returns: a partner gives codes back that nobody has read. A returned code is withdrawn and restocked at once.
ALTER TABLE orders.withdrawn DROP CONSTRAINT withdrawn_resolution_check,
  ADD CONSTRAINT withdrawn_resolution_check
    CHECK (resolution IN ('replaced', 'refunded', 'returned')),
  ADD CONSTRAINT withdrawn_returned CHECK (resolution <> 'returned' OR state = 'restocked');
CREATE INDEX withdrawn_returned_at ON orders.withdrawn (withdrawn_at) WHERE resolution = 'returned';

-- Every return is a transition of its order, and an order can have as many as codes.
ALTER TABLE orders.orders ALTER COLUMN sequence TYPE int;

ALTER TABLE ledger.transfers DROP CONSTRAINT transfers_kind_check,
  ADD CONSTRAINT transfers_kind_check CHECK (kind IN
    ('order', 'hold', 'capture', 'release', 'deposit', 'refund', 'return', 'adjustment'));

-- How long codes can be returned; no row: the default. 0: not at all.
CREATE TABLE orders.return_terms (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  hours int NOT NULL CHECK (hours BETWEEN 0 AND 720),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
