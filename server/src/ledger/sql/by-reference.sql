-- What was captured as sales and what is still on hold, by the fact that moved it.
CREATE OR REPLACE FUNCTION ledger.by_reference(p_kind text[])
RETURNS TABLE (reference uuid, captured bigint, held bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT t.reference,
         coalesce(sum(p.amount) FILTER (WHERE a.kind = 'sales'), 0)::bigint,
         coalesce(sum(p.amount) FILTER (WHERE a.kind = 'held'), 0)::bigint
    FROM ledger.transfers t
    JOIN ledger.postings p ON p.transfer_id = t.transfer_id
    JOIN ledger.accounts a ON a.account_id = p.account_id
   WHERE t.kind = ANY(p_kind) GROUP BY t.reference;
END $$;

-- What was refunded, to whom, by the refunded fact.
CREATE OR REPLACE FUNCTION ledger.paid_back()
RETURNS TABLE (reference uuid, tenant_id int, amount bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT t.reference, a.tenant_id, p.amount
    FROM ledger.transfers t
    JOIN ledger.postings p ON p.transfer_id = t.transfer_id
    JOIN ledger.accounts a ON a.account_id = p.account_id
   WHERE t.kind = 'refund' AND a.kind = 'available';
END $$;
