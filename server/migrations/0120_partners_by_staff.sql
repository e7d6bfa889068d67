-- Proposals about one business: an approval without its review, a tier by hand, a price of its own.
ALTER TABLE proposals.proposals DROP CONSTRAINT proposals_kind_check,
  ADD CONSTRAINT proposals_kind_check CHECK (
    kind IN ('credit_limit', 'claim_limit', 'partner_approval', 'partner_tier', 'own_price', 'list_price', 'price_change',
             'price_floor', 'price_list', 'price_list_price', 'tiers', 'stock_limits', 'lot_discard', 'staff_factors',
             'staff_admin', 'adjustment'));

-- The registration number of a profile, which is sealed, as a keyed hash: two businesses with one number are found by it.
-- Null: not computed yet, the worker does; empty: no number is stated.
ALTER TABLE partners.profiles ADD COLUMN registration_hash bytea;
CREATE INDEX profiles_registration ON partners.profiles (registration_hash) WHERE registration_hash <> '';
