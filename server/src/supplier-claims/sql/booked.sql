-- Every code that is booked against a supplier, with its claim, its lot and its supplier.
CREATE OR REPLACE FUNCTION supplier_claims.booked()
RETURNS TABLE (code_id uuid, claim_id uuid, lot_id uuid, supplier_id uuid)
LANGUAGE sql STABLE AS $$
  SELECT r.code_id, r.claim_id, r.lot_id, r.supplier_id FROM supplier_claims.recoveries r
$$;
