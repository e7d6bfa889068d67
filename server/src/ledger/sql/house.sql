-- How the operator's accounts moved by transfers that moved the money of tenants' accounts, after one version of each, up to another.
CREATE OR REPLACE FUNCTION ledger.house_between(p_account int[], p_after bigint[], p_until bigint[])
RETURNS TABLE (account text, currency text, at timestamptz, amount bigint)
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY
  SELECT a.kind, a.currency, t.at, h.amount
    FROM unnest(p_account, p_after, p_until) u(account, after, until)
    JOIN ledger.postings p
      ON p.account_id = u.account AND p.account_version > u.after AND p.account_version <= u.until
    JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
    JOIN ledger.postings h ON h.transfer_id = p.transfer_id AND h.leg <> p.leg
    JOIN ledger.accounts a ON a.account_id = h.account_id AND a.tenant_id IS NULL;
END $$;

-- Every posting of the operator's accounts of a mode; for checks.
CREATE OR REPLACE FUNCTION ledger.all_house(p_mode text)
RETURNS TABLE (account text, currency text, at timestamptz, amount bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT a.kind, a.currency, t.at, p.amount
    FROM ledger.accounts a
    JOIN ledger.postings p ON p.account_id = a.account_id
    JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
   WHERE a.tenant_id IS NULL AND a.mode = p_mode;
END $$;

-- How many accounts of each kind and currency a mode has.
CREATE OR REPLACE FUNCTION ledger.account_kinds(p_mode text)
RETURNS TABLE (currency text, kind text, accounts int) LANGUAGE sql STABLE AS $$
  SELECT a.currency, a.kind, count(*)::int FROM ledger.accounts a WHERE a.mode = p_mode GROUP BY a.currency, a.kind
$$;
