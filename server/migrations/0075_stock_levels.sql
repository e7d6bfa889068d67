-- What a product sells a day, as the worker last counted it: reading it costs no scan of orders.
CREATE TABLE stock.paces (
  shelf_id int PRIMARY KEY REFERENCES stock.shelves,
  -- Codes sold on the counted days.
  sold bigint NOT NULL CONSTRAINT paces_sold CHECK (sold >= 0),
  -- Of the last 14 days, those on which the product was in stock all the time.
  days int NOT NULL CONSTRAINT paces_days CHECK (days BETWEEN 1 AND 14),
  counted_at timestamptz NOT NULL
);

-- Days of UTC on which the worker saw a product without stock: they say nothing about what it sells.
CREATE TABLE stock.sold_out_days (
  shelf_id int NOT NULL REFERENCES stock.shelves,
  day date NOT NULL,
  PRIMARY KEY (shelf_id, day)
);

-- From how many live codes on a product is low, and since when it is: staff are notified once.
CREATE TABLE stock.thresholds (
  product_id int PRIMARY KEY,
  codes int NOT NULL CONSTRAINT thresholds_codes CHECK (codes BETWEEN 0 AND 10000000),
  low_since timestamptz,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON stock.thresholds
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('stock_levels', 'staff');
