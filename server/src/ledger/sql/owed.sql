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

-- The newest movements of a tenant's two accounts after one place of its statement, up to another, at most p_limit: charges for orders (more
-- than 0) and what came back for codes (less than 0). Other kinds move no price and have the amount 0. A page ends before the lowest version of each account on it.
DROP FUNCTION IF EXISTS ledger.charged_since(int, int, bigint[]);
CREATE OR REPLACE FUNCTION ledger.newest_prices(p_available int, p_held int, p_from bigint[], p_until bigint[], p_limit int)
RETURNS TABLE (kind text, reference uuid, price bigint, is_held boolean, version bigint)
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY
  SELECT t.kind, t.reference,
         CASE WHEN t.kind IN ('order', 'refund', 'return') AND NOT x.held OR t.kind = 'capture' AND x.held THEN -x.amount ELSE 0 END,
         x.held, x.account_version
    FROM (SELECT m.* FROM (
            (SELECT p.transfer_id, p.amount, p.account_version, false AS held FROM ledger.postings p
              WHERE p.account_id = p_available AND p.account_version > p_from[1] AND p.account_version <= p_until[1]
              ORDER BY p.account_version DESC LIMIT p_limit)
            UNION ALL
            (SELECT p.transfer_id, p.amount, p.account_version, true FROM ledger.postings p
              WHERE p.account_id = p_held AND p.account_version > p_from[2] AND p.account_version <= p_until[2]
              ORDER BY p.account_version DESC LIMIT p_limit)) m
           ORDER BY m.transfer_id DESC LIMIT p_limit) x
    JOIN ledger.transfers t ON t.transfer_id = x.transfer_id;
END $$;

-- Which of these orders were charged after a place of a tenant's statement.
CREATE OR REPLACE FUNCTION ledger.charged_after(p_available int, p_held int, p_from bigint[], p_order uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY
  SELECT t.reference
    FROM ledger.transfers t JOIN ledger.postings p ON p.transfer_id = t.transfer_id
   WHERE t.kind IN ('order', 'capture') AND t.reference = ANY(p_order)
     AND (t.kind = 'order' AND p.account_id = p_available AND p.account_version > p_from[1]
       OR t.kind = 'capture' AND p.account_id = p_held AND p.account_version > p_from[2]);
END $$;
