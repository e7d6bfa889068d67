-- When the tiers of a currency were set, by whom, and how often: who changes what they saw is told if somebody else was faster.
CREATE TABLE catalog.tier_sets (
  currency text PRIMARY KEY,
  version int NOT NULL CONSTRAINT tier_sets_version CHECK (version > 0),
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON catalog.tier_sets
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('tiers', 'staff');

ALTER TABLE proposals.proposals DROP CONSTRAINT proposals_kind_check,
  ADD CONSTRAINT proposals_kind_check CHECK (
    kind IN ('credit_limit', 'claim_limit', 'list_price', 'price_change', 'price_floor', 'price_list',
             'price_list_price', 'tiers', 'stock_limits', 'lot_discard', 'staff_factors', 'staff_admin', 'adjustment'));
