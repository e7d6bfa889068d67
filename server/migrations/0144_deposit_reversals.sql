-- A deposit that is taken back needs two people, if it is more than one person may give alone.
ALTER TABLE proposals.proposals DROP CONSTRAINT proposals_kind_check,
  ADD CONSTRAINT proposals_kind_check CHECK (
    kind IN ('credit_limit', 'claim_limit', 'partner_approval', 'partner_tier', 'own_price', 'list_price', 'price_change',
             'price_floor', 'price_list', 'price_list_price', 'tiers', 'stock_limits', 'lot_discard', 'staff_factors',
             'staff_admin', 'adjustment', 'deposit_reversal'));
