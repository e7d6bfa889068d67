-- What one person may do alone with stock; without a row, the defaults.
CREATE TABLE stock.limits (
  only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT limits_only_row CHECK (only_row),
  -- A lot with more codes waits until somebody else releases it; NULL: none does.
  release_codes int CONSTRAINT limits_release CHECK (release_codes BETWEEN 1 AND 10000000),
  -- Discarding more unsold codes within a day needs a second admin.
  discard_codes int NOT NULL CONSTRAINT limits_discard CHECK (discard_codes BETWEEN 0 AND 10000000),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON stock.limits
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('stock_limits', 'staff');

ALTER TABLE stock.lots
  -- Held because it is large: whoever imported it cannot release it.
  ADD COLUMN needs_other boolean NOT NULL DEFAULT false,
  -- Who put a held lot up for sale.
  ADD COLUMN released_by text;
-- What a person imported within a day.
CREATE INDEX lots_of_person ON stock.lots (imported_by, created_at);

-- Unsold codes that were taken off sale for good, without a recall.
CREATE TABLE stock.discards (
  lot_id uuid NOT NULL REFERENCES stock.lots,
  codes int NOT NULL CONSTRAINT discards_codes CHECK (codes > 0),
  reason text NOT NULL CONSTRAINT discards_reason CHECK (length(reason) BETWEEN 1 AND 500),
  discarded_at timestamptz NOT NULL,
  -- A person who did it alone; with a second person, the one who proposed it does not count.
  discarded_by text NOT NULL,
  alone boolean NOT NULL
);
CREATE INDEX discards_of_person ON stock.discards (discarded_by, discarded_at);
CREATE TRIGGER changed AFTER INSERT ON stock.discards
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('lots', 'staff');

ALTER TABLE stock.lanes DROP CONSTRAINT lanes_state_check,
  ADD CONSTRAINT lanes_state_check CHECK (state IN ('open', 'empty', 'recalled', 'expired', 'discarded'));

ALTER TABLE proposals.proposals DROP CONSTRAINT proposals_kind_check,
  ADD CONSTRAINT proposals_kind_check CHECK (
    kind IN ('credit_limit', 'claim_limit', 'list_price', 'price_change', 'price_floor', 'price_list',
             'price_list_price', 'stock_limits', 'lot_discard', 'staff_factors', 'staff_admin'));
