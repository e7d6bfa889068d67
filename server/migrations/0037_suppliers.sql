-- Who sells us codes. Until now a supplier was a text on its lots; all spellings of one name become one record.
CREATE SCHEMA suppliers;

-- What the spellings of a name share: neither case nor blanks make another supplier.
CREATE FUNCTION suppliers.name_key(p_name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(btrim(regexp_replace(normalize(p_name, NFC), U&'[[:space:][:cntrl:]\00A0]+', ' ', 'g')))
$$;

CREATE TABLE suppliers.suppliers (
  supplier_id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  -- Whom to ask for money back.
  email text CHECK (length(email) BETWEEN 3 AND 254),
  note text CHECK (length(note) BETWEEN 1 AND 1000),
  -- ISO 4217, of the costs in its files unless an import says otherwise.
  cost_currency text NOT NULL CHECK (cost_currency ~ '^[A-Z]{3}$'),
  -- It is asked for its money within so many days of a decision.
  claim_days int NOT NULL CHECK (claim_days BETWEEN 1 AND 365),
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  -- From then on no lots are bought of it; everything else stays.
  archived_at timestamptz
);
CREATE UNIQUE INDEX suppliers_name ON suppliers.suppliers (suppliers.name_key(name));

-- The spelling used most becomes the name; the newest lot says in what it is paid. Test stock has no supplier.
INSERT INTO suppliers.suppliers (supplier_id, name, cost_currency, claim_days, created_at, created_by)
WITH used AS (
  SELECT supplier AS spelling, cost_currency AS currency, created_at AS at
    FROM stock.lots WHERE imported_by <> 'system:test-stock'
  UNION ALL
  SELECT name, NULL, NULL FROM stock.code_patterns WHERE kind = 'supplier'
), spelled AS (
  SELECT suppliers.name_key(spelling) AS key,
         btrim(regexp_replace(normalize(spelling, NFC), U&'[[:space:][:cntrl:]\00A0]+', ' ', 'g')) AS name,
         count(currency) AS lots, min(at) AS first_at, max(at) AS last_at,
         (array_agg(currency ORDER BY at DESC) FILTER (WHERE currency IS NOT NULL))[1] AS currency
    FROM used GROUP BY 1, 2
)
SELECT gen_random_uuid(), (array_agg(name ORDER BY lots DESC, last_at DESC NULLS LAST, name))[1],
       coalesce((array_agg(currency ORDER BY last_at DESC) FILTER (WHERE currency IS NOT NULL))[1], 'USD'),
       30, coalesce(min(first_at), now()), 'system:migration'
  FROM spelled WHERE key <> '' GROUP BY key;

-- Who sold a lot to us; NULL where nobody said.
ALTER TABLE stock.lots
  ADD COLUMN supplier_id uuid REFERENCES suppliers.suppliers,
  -- An older import of the same file, under another spelling of its supplier.
  ADD COLUMN repeats uuid REFERENCES stock.lots;
UPDATE stock.lots l SET supplier_id = s.supplier_id
  FROM suppliers.suppliers s
 WHERE suppliers.name_key(s.name) = suppliers.name_key(l.supplier)
   AND l.imported_by <> 'system:test-stock';
-- Of such imports the one that is not finished is gone on with, else the first stands for the file.
UPDATE stock.lots l SET repeats = t.stands
  FROM (SELECT lot_id, first_value(lot_id) OVER (
                 PARTITION BY sha256, supplier_id, mode
                 ORDER BY status IN ('complete', 'recalled'), created_at, lot_id) AS stands
          FROM stock.lots WHERE status <> 'discarded') t
 WHERE t.lot_id = l.lot_id AND t.stands <> l.lot_id;
DROP INDEX stock.lots_file;
CREATE UNIQUE INDEX lots_file ON stock.lots (sha256, supplier_id, mode) NULLS NOT DISTINCT
  WHERE status <> 'discarded' AND repeats IS NULL;
CREATE INDEX lots_supplier ON stock.lots (supplier_id, created_at);

-- Who owes for a code; NULL where nobody said whose lot it was.
ALTER TABLE supplier_claims.recoveries ADD COLUMN supplier_id uuid REFERENCES suppliers.suppliers;
UPDATE supplier_claims.recoveries r SET supplier_id = l.supplier_id
  FROM stock.lots l WHERE l.lot_id = r.lot_id AND l.supplier_id IS NOT NULL;
DROP INDEX supplier_claims.recoveries_due;
CREATE INDEX recoveries_due ON supplier_claims.recoveries (supplier_id, due_at) WHERE state IN ('due', 'asked');
CREATE INDEX recoveries_supplier ON supplier_claims.recoveries (supplier_id);

-- How codes of a product (by SKU) or of a supplier must look.
ALTER TABLE stock.code_patterns ADD COLUMN supplier_id uuid REFERENCES suppliers.suppliers;
UPDATE stock.code_patterns p SET supplier_id = s.supplier_id
  FROM suppliers.suppliers s
 WHERE p.kind = 'supplier' AND suppliers.name_key(s.name) = suppliers.name_key(p.name);
-- Said of no supplier at all, or said twice in two spellings.
DELETE FROM stock.code_patterns p
 WHERE p.kind = 'supplier'
   AND (p.supplier_id IS NULL OR EXISTS (
     SELECT FROM stock.code_patterns o
      WHERE o.supplier_id = p.supplier_id AND o.pattern = p.pattern AND o.name < p.name));
ALTER TABLE stock.code_patterns DROP CONSTRAINT code_patterns_pkey, ALTER COLUMN name DROP NOT NULL;
UPDATE stock.code_patterns SET name = NULL WHERE kind = 'supplier';
ALTER TABLE stock.code_patterns DROP COLUMN kind;
ALTER TABLE stock.code_patterns RENAME COLUMN name TO sku;
ALTER TABLE stock.code_patterns
  ADD CHECK (num_nonnulls(sku, supplier_id) = 1),
  ADD UNIQUE NULLS NOT DISTINCT (sku, supplier_id, pattern);

ALTER TABLE stock.lots DROP COLUMN supplier;
ALTER TABLE supplier_claims.recoveries DROP COLUMN supplier;
-- They give the supplier's id as well from now on.
DROP FUNCTION IF EXISTS stock.origins(int[]);
DROP FUNCTION IF EXISTS supplier_claims.booked();
