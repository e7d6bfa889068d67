-- Opens a tenant's accounts, and those of the wholesaler of its mode and currency if they do not exist yet.
CREATE OR REPLACE FUNCTION ledger.open_accounts(p_tenant int, p_mode text, p_currency text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger.accounts (tenant_id, kind, mode, currency, balance, version)
  SELECT p_tenant, k, p_mode, p_currency, 0, 0 FROM unnest(ARRAY['available', 'held']) k;
  INSERT INTO ledger.accounts (kind, mode, currency)
  SELECT k, p_mode, p_currency FROM unnest(ARRAY['sales', 'deposits', 'refunds']) k ON CONFLICT DO NOTHING;
END $$;

-- Sets how far a tenant's balance may go below zero, and writes the audit row of it: nobody gives credit without one. p_detail has the limit
-- before and after it as amounts with decimals, and must name this one. False, and nothing was done: the tenant uses more already.
DROP FUNCTION IF EXISTS ledger.set_credit_limit(int, bigint);
CREATE OR REPLACE FUNCTION ledger.set_credit_limit(
  p_tenant int, p_limit bigint, p_at timestamptz, p_actor text, p_subject text, p_address text, p_request text, p_detail text
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_before bigint;
BEGIN
  SELECT a.credit_limit INTO v_before FROM ledger.accounts a
   WHERE a.tenant_id = p_tenant AND a.kind = 'available' FOR NO KEY UPDATE;
  IF (ledger.minor_of(p_detail::jsonb ->> 'before') = v_before
      AND ledger.minor_of(p_detail::jsonb ->> 'after') = p_limit) IS NOT true THEN
    RAISE EXCEPTION 'ledger: the audit row names another credit limit' USING ERRCODE = '23514';
  END IF;
  UPDATE ledger.accounts a SET credit_limit = p_limit
   WHERE a.tenant_id = p_tenant AND a.kind = 'available' AND a.balance >= -p_limit;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM audit.record(p_at, p_actor, p_tenant, 'partner.credit_limit_set', p_subject, p_address, p_request, p_detail);
  RETURN true;
END $$;

-- 12.50 as 1250: an amount as the audit has it, in minor units. NULL: it is none.
CREATE OR REPLACE FUNCTION ledger.minor_of(p_amount text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_amount ~ '^(0|[1-9][0-9]{0,14})([.][0-9]{1,3})?$' THEN replace(p_amount, '.', '')::bigint END;
$$;

-- Takes a credited deposit back: all of it, once, and also below the credit limit. Of all transfers only this one may take an account there,
-- so nobody can do it without the deposit. The caller holds the lock of the account, p_from.
DROP FUNCTION IF EXISTS ledger.overdraw(int, bigint);
CREATE OR REPLACE FUNCTION ledger.reverse(p_at timestamptz, p_deposit uuid, p_from int, p_to int, p_amount bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM ledger.transfers t
    JOIN ledger.postings c ON c.transfer_id = t.transfer_id AND c.account_id = p_from AND c.amount = p_amount
    JOIN ledger.postings d ON d.transfer_id = t.transfer_id AND d.account_id = p_to AND d.amount = -p_amount
   WHERE t.kind = 'deposit' AND t.reference = p_deposit AND p_amount > 0;
  IF NOT FOUND THEN RAISE EXCEPTION 'ledger: no such deposit was credited' USING ERRCODE = '23514'; END IF;
  UPDATE ledger.accounts a SET overdrawn = greatest(a.overdrawn, p_amount - a.balance - a.credit_limit)
   WHERE a.account_id = p_from;
  PERFORM ledger.write_one(p_at, 'reversal', p_deposit, p_from, p_to, p_amount);
END $$;

-- After money came in: what a tenant may be below its credit limit is no more than it is. The caller holds its lock.
CREATE OR REPLACE FUNCTION ledger.settle_overdrawn(p_tenant int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ledger.accounts a SET overdrawn = greatest(0, least(a.overdrawn, -a.balance - a.credit_limit))
   WHERE a.tenant_id = p_tenant AND a.overdrawn > 0;
END $$;

-- Locks the accounts of test tenants (of all, or of the named one) that were never used, and returns them.
CREATE OR REPLACE FUNCTION ledger.lock_unused(p_tenant int) RETURNS TABLE (tenant_id int, currency text) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY
  SELECT a.tenant_id, a.currency FROM ledger.accounts a
   WHERE a.mode = 'test' AND a.kind = 'available' AND a.version = 0 AND (p_tenant IS NULL OR a.tenant_id = p_tenant)
   ORDER BY a.account_id FOR NO KEY UPDATE;
END $$;
