-- What businesses owe in live mode: how far the money that is available and on hold is below zero. p_tenant null: all of them.
CREATE OR REPLACE FUNCTION ledger.owed(p_tenant int[])
RETURNS TABLE (tenant_id int, available int, held int, currency text, owed bigint, credit_limit bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT a.tenant_id, a.account_id, h.account_id, a.currency, -(a.balance + h.balance), a.credit_limit
    FROM ledger.accounts a
    JOIN ledger.accounts h ON h.tenant_id = a.tenant_id AND h.kind = 'held'
   WHERE a.kind = 'available' AND a.mode = 'live' AND (p_tenant IS NULL OR a.tenant_id = ANY(p_tenant))
     AND a.balance + h.balance < 0;
END $$;

-- What a tenant was charged for orders after a place of its statement, in minor units.
CREATE OR REPLACE FUNCTION ledger.charged_since(p_available int, p_held int, p_from bigint[]) RETURNS bigint
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_charged bigint;
BEGIN
  SELECT coalesce(-sum(p.amount), 0) INTO v_charged
    FROM ledger.postings p JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
   WHERE (p.account_id = p_available AND p.account_version > p_from[1] AND t.kind = 'order')
      OR (p.account_id = p_held AND p.account_version > p_from[2] AND t.kind = 'capture');
  RETURN v_charged;
END $$;
