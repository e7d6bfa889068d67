-- The accounts of tenants of a mode, and the versions that they have.
CREATE OR REPLACE FUNCTION ledger.heads(p_mode text)
RETURNS TABLE (account_id int, tenant_id int, kind text, currency text, version bigint, balance bigint) LANGUAGE sql STABLE AS $$
  SELECT a.account_id, a.tenant_id, a.kind, a.currency, a.version, a.balance
    FROM ledger.accounts a WHERE a.tenant_id IS NOT NULL AND a.mode = p_mode
$$;

-- What moved the money of accounts after one version of each, up to another.
CREATE OR REPLACE FUNCTION ledger.moved_between(p_account int[], p_after bigint[], p_until bigint[])
RETURNS TABLE (account_id int, kind text, reference uuid, at timestamptz, amount bigint)
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY
  SELECT p.account_id, t.kind, t.reference, t.at, p.amount
    FROM unnest(p_account, p_after, p_until) u(account, after, until)
    JOIN ledger.postings p
      ON p.account_id = u.account AND p.account_version > u.after AND p.account_version <= u.until
    JOIN ledger.transfers t ON t.transfer_id = p.transfer_id;
END $$;

-- Everything that ever moved the money of tenants of a mode; for checks.
CREATE OR REPLACE FUNCTION ledger.all_moved(p_mode text)
RETURNS TABLE (account_id int, kind text, reference uuid, at timestamptz, amount bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT p.account_id, t.kind, t.reference, t.at, p.amount
    FROM ledger.accounts a
    JOIN ledger.postings p ON p.account_id = a.account_id
    JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
   WHERE a.tenant_id IS NOT NULL AND a.mode = p_mode;
END $$;

-- The version of an account before a time, by halving: times of neighbouring versions may differ by what the clocks of processes do.
CREATE OR REPLACE FUNCTION ledger.version_at(p_account int, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_low bigint := 0;
  v_high bigint;
  v_middle bigint;
BEGIN
  SELECT a.version INTO v_high FROM ledger.accounts a WHERE a.account_id = p_account;
  -- Most accounts have not moved since: the newest version is tried first.
  v_middle := v_high;
  WHILE v_low < v_high LOOP
    PERFORM FROM ledger.postings p JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
     WHERE p.account_id = p_account AND p.account_version = v_middle AND t.at < p_at;
    IF FOUND THEN v_low := v_middle; ELSE v_high := v_middle - 1; END IF;
    v_middle := (v_low + v_high + 1) / 2;
  END LOOP;
  RETURN v_high;
END $$;

-- What moved the money of tenants of a mode in a period, by the kind of the account (available or held) and of the transfer. It reads the
-- postings of the period only, and an hour around it.
CREATE OR REPLACE FUNCTION ledger.moved_during(p_mode text, p_from timestamptz, p_until timestamptz)
RETURNS TABLE (currency text, account text, kind text, transfers bigint, amount bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT a.currency, a.kind, m.kind, count(*), sum(m.amount)::bigint
    FROM ledger.accounts a
    CROSS JOIN LATERAL (
      SELECT ledger.version_at(a.account_id, p_from - interval '1 hour') AS low,
             ledger.version_at(a.account_id, p_until + interval '1 hour') AS high OFFSET 0) v
    CROSS JOIN LATERAL ledger.moved_between(ARRAY[a.account_id], ARRAY[v.low], ARRAY[v.high]) m
   WHERE a.tenant_id IS NOT NULL AND a.mode = p_mode AND v.high > v.low AND m.at >= p_from AND m.at < p_until
   GROUP BY a.currency, a.kind, m.kind;
END $$;
