-- The codes of one range by position, with id and fingerprint.
CREATE OR REPLACE FUNCTION stock.list_codes(p_run int, p_from int, p_codes int)
RETURNS TABLE (code_id uuid, fingerprint bytea, "position" int) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT k.code_id, k.fingerprint, k.position FROM stock.codes k
   WHERE k.run_id = p_run AND k.position >= p_from AND k.position < p_from + p_codes
   ORDER BY k.position;
END $$;

-- The origin of codes, by their runs; cost in minor units of the lot's currency.
CREATE OR REPLACE FUNCTION stock.origins(p_run int[])
RETURNS TABLE (run_id int, product_id int, lot_id uuid, supplier_id uuid, supplier text, cost bigint, cost_currency text,
               expires_at timestamptz, lot_status text, file_name text, imported_by text,
               imported_at timestamptz, recalled_at timestamptz)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT r.run_id, s.product_id, t.lot_id, t.supplier_id, k.name, r.cost, t.cost_currency, r.expires_at, t.status,
         t.file_name, t.imported_by, t.completed_at, t.recalled_at
    FROM stock.runs r
    JOIN stock.shelves s ON s.shelf_id = r.shelf_id
    JOIN stock.lots t ON t.lot_id = r.lot_id
    LEFT JOIN suppliers.known() k ON k.supplier_id = t.supplier_id
   WHERE r.run_id = ANY(p_run);
END $$;

CREATE OR REPLACE FUNCTION stock.runs_of_lot(p_lot uuid) RETURNS int[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(r.run_id ORDER BY r.run_id), '{}')
            FROM stock.runs r WHERE r.lot_id = p_lot);
END $$;

-- Who sold each lot; NULL where nobody said.
CREATE OR REPLACE FUNCTION stock.suppliers_of_lots() RETURNS TABLE (lot_id uuid, supplier_id uuid)
LANGUAGE sql STABLE AS $$
  SELECT t.lot_id, t.supplier_id FROM stock.lots t
$$;
