-- Codes that were made good before anybody had read them. They are never shown again: whoever owns the
-- stock decides whether one is sold again, under another id, or written off.
CREATE TABLE orders.withdrawn (
  code_id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders.orders,
  run_id int NOT NULL,
  position int NOT NULL CHECK (position >= 0),
  -- What its range said: which code it replaced, the how-many-th of its order it was, since when.
  replaces uuid,
  replacement int,
  delivered_at timestamptz,
  resolution text NOT NULL CHECK (resolution IN ('replaced', 'refunded')),
  withdrawn_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'restocked', 'written_off')),
  settled_at timestamptz,
  settled_by text,
  -- Under which id it is sold again.
  reissued_as uuid UNIQUE,
  CHECK ((replaces IS NULL) = (replacement IS NULL)),
  CHECK ((replaces IS NULL) = (delivered_at IS NULL)),
  CHECK ((state = 'waiting') = (settled_at IS NULL)),
  CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
  CHECK ((state = 'restocked') = (reissued_as IS NOT NULL))
);
CREATE INDEX withdrawn_order ON orders.withdrawn (order_id);
CREATE INDEX withdrawn_run ON orders.withdrawn (run_id);
CREATE INDEX withdrawn_waiting ON orders.withdrawn (code_id) WHERE state = 'waiting';

-- Codes whose text their partner knows although nobody has read them here: a claim named them by it.
CREATE TABLE orders.known_codes (
  code_id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders.orders,
  known_at timestamptz NOT NULL
);

-- When a replacement was first read. The codes that were bought are read together: first_revealed_at.
ALTER TABLE orders.ranges
  ADD COLUMN revealed_at timestamptz,
  ADD CHECK (revealed_at IS NULL OR replaces IS NOT NULL);

-- Of what was there before, whatever may have been read counts as read: it is never sold again.
UPDATE orders.ranges r SET revealed_at = r.delivered_at
  FROM orders.orders o
 WHERE o.order_id = r.order_id AND r.replaces IS NOT NULL AND o.first_revealed_at IS NOT NULL;
INSERT INTO orders.known_codes (code_id, order_id, known_at)
SELECT c.code_id, m.order_id, o.first_revealed_at
  FROM claims.codes c
  JOIN claims.claims m ON m.claim_id = c.claim_id
  JOIN orders.orders o ON o.order_id = m.order_id AND o.first_revealed_at > m.decided_at
 WHERE c.state IN ('replaced', 'refunded');
INSERT INTO orders.withdrawn
  (code_id, order_id, run_id, position, replaces, replacement, delivered_at, resolution, withdrawn_at)
SELECT c.code_id, m.order_id, c.run_id, c.position, r.replaces, r.replacement, r.delivered_at, c.state,
       m.decided_at
  FROM claims.codes c
  JOIN claims.claims m ON m.claim_id = c.claim_id
  JOIN orders.orders o ON o.order_id = m.order_id AND o.first_revealed_at IS NULL
  LEFT JOIN orders.ranges r ON r.order_id = m.order_id AND r.run_id = c.run_id
   AND r.from_position = c.position AND r.replaces IS NOT NULL
 WHERE c.state IN ('replaced', 'refunded');

-- Nothing is owed for a code that is sold again.
ALTER TABLE claims.recoveries
  DROP CONSTRAINT recoveries_state_check,
  ADD CONSTRAINT recoveries_state_check
    CHECK (state IN ('due', 'asked', 'recovered', 'written_off', 'void'));
