-- The buyer's own number of a purchase is found by its parts, and the list is read by time.
ALTER TABLE purchases.purchases ADD COLUMN reference text;
UPDATE purchases.purchases p SET reference = l.reference
  FROM (SELECT DISTINCT ON (x.tenant_id, x.purchase_id) x.tenant_id, x.purchase_id, x.asked ->> 'reference' AS reference
          FROM purchases.lines x ORDER BY x.tenant_id, x.purchase_id, x.line DESC) l
 WHERE l.tenant_id = p.tenant_id AND l.purchase_id = p.purchase_id AND l.reference IS NOT NULL;
CREATE INDEX purchases_newest ON purchases.purchases (tenant_id, created_at, purchase_id);
