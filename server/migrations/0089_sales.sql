-- The time zone in which the shop counts its days; NULL: UTC.
ALTER TABLE shop.settings ADD COLUMN time_zone text
  CONSTRAINT settings_time_zone CHECK (length(time_zone) BETWEEN 1 AND 64);

-- Codes that left or came back to stock without money: replacements, and withdrawn codes that were put up for sale again. Those that
-- sales have not counted yet are marked, so that none is skipped that commits late.
CREATE TABLE orders.code_moves (
  move_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id uuid NOT NULL,
  run_id int NOT NULL,
  -- 1: a replacement left; -1: a code came back.
  codes int NOT NULL CONSTRAINT code_moves_codes CHECK (codes IN (1, -1)),
  at timestamptz NOT NULL,
  counted boolean NOT NULL DEFAULT false
);
CREATE INDEX code_moves_uncounted ON orders.code_moves (move_id) WHERE NOT counted;
CREATE INDEX code_moves_at ON orders.code_moves (at);
INSERT INTO orders.code_moves (order_id, run_id, codes, at)
SELECT r.order_id, r.run_id, 1, r.delivered_at FROM orders.ranges r WHERE r.replaces IS NOT NULL
 UNION ALL
SELECT w.order_id, w.run_id, 1, w.delivered_at FROM orders.withdrawn w
 WHERE w.replaces IS NOT NULL AND w.state = 'restocked'
 UNION ALL
SELECT w.order_id, w.run_id, -1, w.settled_at FROM orders.withdrawn w
 WHERE w.state = 'restocked' AND w.resolution <> 'returned';

CREATE SCHEMA sales;

-- What live partners bought, by the shop's day; amounts in minor units of `currency`, that of the order. What came back counts on the day
-- on which it came back.
CREATE TABLE sales.days (
  day date NOT NULL,
  tenant_id int NOT NULL,
  product_id int NOT NULL,
  lot_id uuid NOT NULL,
  -- Empty: the currency had no tiers.
  tier text NOT NULL,
  currency text NOT NULL,
  sold_codes bigint NOT NULL,
  sold bigint NOT NULL,
  returned_codes bigint NOT NULL,
  returned bigint NOT NULL,
  refunded_codes bigint NOT NULL,
  refunded bigint NOT NULL,
  replaced_codes bigint NOT NULL,
  restocked_codes bigint NOT NULL,
  -- Of these, the codes whose cost is known in the currency of the order: what they sold for, what of it came back, and what the codes cost
  -- that left, less those that came back to stock.
  known_codes bigint NOT NULL,
  known_sold bigint NOT NULL,
  known_back bigint NOT NULL,
  cost bigint NOT NULL,
  -- Sold codes whose cost is in another currency; the other sold codes without a known cost have none.
  foreign_codes bigint NOT NULL,
  CONSTRAINT days_key PRIMARY KEY (day, tenant_id, product_id, lot_id, tier, currency)
);

-- How the money of live partners moved, by the shop's day, the account (available or held) and the kind of transfer.
CREATE TABLE sales.money_days (
  day date NOT NULL,
  currency text NOT NULL,
  account text NOT NULL,
  kind text NOT NULL,
  transfers bigint NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT money_days_key PRIMARY KEY (day, currency, account, kind)
);

-- How far each account was counted: its versions have no gap, and a later one commits later.
CREATE TABLE sales.marks (
  account_id int PRIMARY KEY,
  version bigint NOT NULL CONSTRAINT marks_version CHECK (version > 0)
);

-- The zone of the days above.
CREATE TABLE sales.state (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT state_only_row CHECK (only_row),
  zone text NOT NULL,
  counted_at timestamptz NOT NULL
);

-- What the ledger says of a day that is over, read from its postings and not from the tables above.
CREATE TABLE sales.checks (
  day date NOT NULL,
  currency text NOT NULL,
  sold bigint NOT NULL,
  back bigint NOT NULL,
  checked_at timestamptz NOT NULL,
  CONSTRAINT checks_key PRIMARY KEY (day, currency)
);
