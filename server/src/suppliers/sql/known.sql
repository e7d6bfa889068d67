-- Every supplier, for modules whose rows refer to one: its name and its claim term.
CREATE OR REPLACE FUNCTION suppliers.known()
RETURNS TABLE (supplier_id uuid, name text, claim_days int)
LANGUAGE sql STABLE AS $$
  SELECT s.supplier_id, s.name, s.claim_days FROM suppliers.suppliers s
$$;
