-- Every code that is booked against a supplier, with the claim that made it good, the lot it was of, and who sold that.
CREATE OR REPLACE FUNCTION supplier_claims.booked()
RETURNS TABLE (code_id uuid, claim_id uuid, lot_id uuid, supplier_id uuid)
LANGUAGE sql STABLE AS $$
  SELECT r.code_id, r.claim_id, r.lot_id, r.supplier_id FROM supplier_claims.recoveries r
$$;
