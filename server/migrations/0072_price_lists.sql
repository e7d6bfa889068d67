-- Price lists: what a partner's prices are made of in place of the list price, before its tier.
CREATE TABLE catalog.price_lists (
  list_id uuid PRIMARY KEY,
  name text NOT NULL CONSTRAINT price_lists_name_short CHECK (length(name) BETWEEN 1 AND 80),
  currency text NOT NULL CONSTRAINT price_lists_currency CHECK (currency ~ '^[A-Z]{3}$'),
  -- Basis points that are added to every list price without a fixed one.
  percent_bps int NOT NULL DEFAULT 0 CONSTRAINT price_lists_percent CHECK (percent_bps BETWEEN -9000 AND 90000),
  created_at timestamptz NOT NULL,
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);
CREATE UNIQUE INDEX price_lists_name ON catalog.price_lists (lower(name));

-- Fixed prices of a list. A removed one stays without a price: whoever asks what changed must see that it did.
CREATE TABLE catalog.price_list_prices (
  list_id uuid NOT NULL REFERENCES catalog.price_lists,
  product_id int NOT NULL REFERENCES catalog.products,
  price bigint CONSTRAINT price_list_prices_price CHECK (price > 0),
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (list_id, product_id)
);

-- The list of a partner, at most one; null: none any more.
CREATE TABLE catalog.price_list_partners (
  partner_id uuid PRIMARY KEY,
  list_id uuid REFERENCES catalog.price_lists,
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);
CREATE INDEX price_list_partners_list ON catalog.price_list_partners (list_id);

-- The floors, as the worker keeps them, below which no discount leads. Null: no cost is known any more.
CREATE TABLE catalog.product_floors (
  product_id int PRIMARY KEY REFERENCES catalog.products,
  currency text NOT NULL CONSTRAINT product_floors_currency CHECK (currency ~ '^[A-Z]{3}$'),
  amount bigint CONSTRAINT product_floors_amount CHECK (amount > 0),
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  changed_at timestamptz NOT NULL
);

ALTER TABLE catalog.price_history ADD COLUMN list_id uuid REFERENCES catalog.price_lists;

CREATE TRIGGER changed AFTER INSERT OR UPDATE ON catalog.price_lists
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('price_lists', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON catalog.price_list_prices
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('price_lists', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON catalog.price_list_partners
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('products', 'partner', 'partner_id');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON catalog.product_floors
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('products', 'staff');

ALTER TABLE proposals.proposals DROP CONSTRAINT proposals_kind_check,
  ADD CONSTRAINT proposals_kind_check CHECK (
    kind IN ('credit_limit', 'claim_limit', 'list_price', 'price_change', 'price_floor', 'price_list',
             'price_list_price', 'staff_factors', 'staff_admin'));
