-- A lot whose codes do not all look alike is held: read to its end, and not for sale until somebody confirms it.
ALTER TABLE stock.lots DROP CONSTRAINT lots_status_check;
ALTER TABLE stock.lots ADD CONSTRAINT lots_status_check
  CHECK (status IN ('importing', 'held', 'complete', 'discarding', 'discarded', 'recalled'));

-- By which reader of files an import was begun: another one may count rows in another way.
ALTER TABLE stock.lots ADD COLUMN reader int NOT NULL DEFAULT 1;

-- How the codes of a lot look (alphabet and groups, never a code), and on which line the first of each is.
CREATE TABLE stock.lot_shapes (
  lot_id uuid NOT NULL REFERENCES stock.lots,
  shape text NOT NULL,
  codes bigint NOT NULL CHECK (codes > 0),
  first_line bigint NOT NULL,
  PRIMARY KEY (lot_id, shape)
);

-- How codes of a product (by SKU) or a supplier (by name) must look: X letter or digit, 9 digit, A letter.
CREATE TABLE stock.code_patterns (
  kind text NOT NULL CHECK (kind IN ('product', 'supplier')),
  name text NOT NULL,
  pattern text NOT NULL CHECK (length(pattern) BETWEEN 4 AND 64),
  PRIMARY KEY (kind, name, pattern)
);
