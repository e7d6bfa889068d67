-- What a tenant paid for orders and what came back for codes, between two places of its statement (statement.sql): once each.
CREATE OR REPLACE FUNCTION ledger.booked(p_available int, p_held int, p_from bigint[], p_until bigint[])
RETURNS TABLE (kind text, reference uuid, amount bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT t.kind, t.reference, p.amount
    FROM ledger.postings p JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
   WHERE p.account_id = p_available AND p.account_version > p_from[1] AND p.account_version <= p_until[1]
     AND t.kind IN ('order', 'refund', 'return')
  UNION ALL
  SELECT t.kind, t.reference, p.amount
    FROM ledger.postings p JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
   WHERE p.account_id = p_held AND p.account_version > p_from[2] AND p.account_version <= p_until[2]
     AND t.kind = 'capture';
END $$;

-- When a tenant's money first moved; NULL: never.
CREATE OR REPLACE FUNCTION ledger.began_at(p_available int) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_at timestamptz;
BEGIN
  SELECT t.at INTO v_at FROM ledger.postings p JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
   WHERE p.account_id = p_available AND p.account_version = 1;
  RETURN v_at;
END $$;

-- The tenants of a mode whose money has ever moved.
CREATE OR REPLACE FUNCTION ledger.moved_tenants(p_mode text) RETURNS SETOF int LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT a.tenant_id FROM ledger.accounts a WHERE a.kind = 'available' AND a.mode = p_mode AND a.version > 0;
END $$;
