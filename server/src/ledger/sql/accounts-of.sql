-- The accounts of tenants. They never change.
CREATE OR REPLACE FUNCTION ledger.accounts_of(p_tenant int[])
RETURNS TABLE (tenant_id int, available int, held int, sales int) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT a.tenant_id, a.account_id, h.account_id, s.account_id
    FROM ledger.accounts a
    JOIN ledger.accounts h ON h.tenant_id = a.tenant_id AND h.kind = 'held'
    JOIN ledger.accounts s
      ON s.tenant_id IS NULL AND s.kind = 'sales' AND s.mode = a.mode AND s.currency = a.currency
   WHERE a.tenant_id = ANY(p_tenant) AND a.kind = 'available';
END $$;
