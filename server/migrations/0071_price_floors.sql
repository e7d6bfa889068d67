-- The margin over cost that one person must leave: of the shop (`*`), and of regions that have their own.
CREATE TABLE catalog.price_floors (
  region text PRIMARY KEY CONSTRAINT price_floors_region CHECK (region = '*' OR region ~ '^[A-Z]{2}$'),
  margin_bps int NOT NULL CONSTRAINT price_floors_margin CHECK (margin_bps BETWEEN 0 AND 90000),
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON catalog.price_floors
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('products', 'staff');

ALTER TABLE proposals.proposals DROP CONSTRAINT proposals_kind_check,
  ADD CONSTRAINT proposals_kind_check CHECK (
    kind IN ('credit_limit', 'claim_limit', 'list_price', 'price_change', 'price_floor', 'staff_factors',
             'staff_admin'));
