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

-- What transfers of a kind gave to tenants, or took (less than 0), by the fact that each is for: the code of a refund or a return, the
-- deposit of a credit or a reversal.
DROP FUNCTION IF EXISTS ledger.paid_back();
DROP FUNCTION IF EXISTS ledger.paid_back(text);
CREATE OR REPLACE FUNCTION ledger.moved_by(p_kind text)
RETURNS TABLE (reference uuid, tenant_id int, amount bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT t.reference, a.tenant_id, p.amount
    FROM ledger.transfers t
    JOIN ledger.postings p ON p.transfer_id = t.transfer_id
    JOIN ledger.accounts a ON a.account_id = p.account_id
   WHERE t.kind = p_kind AND a.kind = 'available';
END $$;

-- Money that was set or corrected rather than paid: how it changed what each tenant has, and of which mode.
CREATE OR REPLACE FUNCTION ledger.adjusted()
RETURNS TABLE (reference uuid, tenant_id int, mode text, amount bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT t.reference, a.tenant_id, a.mode, p.amount
    FROM ledger.transfers t
    JOIN ledger.postings p ON p.transfer_id = t.transfer_id
    JOIN ledger.accounts a ON a.account_id = p.account_id
   WHERE t.kind = 'adjustment' AND a.kind = 'available';
END $$;

-- The transfers that these facts caused, the newest: from which kind of account to which.
CREATE OR REPLACE FUNCTION ledger.transfers_of(p_kind text[], p_reference uuid[], p_limit int)
RETURNS TABLE (transfer_id bigint, kind text, reference uuid, at timestamptz, amount bigint, from_kind text, to_kind text)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT t.transfer_id, t.kind, t.reference, t.at, p.amount, f.kind, a.kind
    FROM (SELECT x.* FROM ledger.transfers x
           WHERE x.kind = ANY(p_kind) AND x.reference = ANY(p_reference)
           ORDER BY x.transfer_id DESC LIMIT p_limit) t
    JOIN ledger.postings p ON p.transfer_id = t.transfer_id AND p.amount > 0
    JOIN ledger.accounts a ON a.account_id = p.account_id
    JOIN ledger.postings o ON o.transfer_id = t.transfer_id AND o.amount < 0
    JOIN ledger.accounts f ON f.account_id = o.account_id
   ORDER BY t.transfer_id;
END $$;
