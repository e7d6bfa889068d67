-- The balances of tenants of a mode just before a time, by currency and kind of account: the stored balance of an hour before, and what moved
-- since.
CREATE OR REPLACE FUNCTION ledger.balances_at(p_mode text, p_at timestamptz)
RETURNS TABLE (currency text, account text, balance bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT a.currency, a.kind, sum(ledger.balance_at(a.account_id, v.low) + coalesce(m.amount, 0))::bigint
    FROM ledger.accounts a
    CROSS JOIN LATERAL (
      SELECT ledger.version_at(a.account_id, p_at - interval '1 hour') AS low,
             ledger.version_at(a.account_id, p_at + interval '1 hour') AS high OFFSET 0) v
    LEFT JOIN LATERAL (
      SELECT sum(x.amount) AS amount FROM ledger.moved_between(ARRAY[a.account_id], ARRAY[v.low], ARRAY[v.high]) x
       WHERE v.high > v.low AND x.at < p_at) m ON true
   WHERE a.tenant_id IS NOT NULL AND a.mode = p_mode
   GROUP BY a.currency, a.kind;
END $$;
