-- Opens a tenant's accounts, and those of the wholesaler of its mode and currency if they do not exist yet.
CREATE OR REPLACE FUNCTION ledger.open_accounts(p_tenant int, p_mode text, p_currency text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger.accounts (tenant_id, kind, mode, currency, balance, version)
  SELECT p_tenant, k, p_mode, p_currency, 0, 0 FROM unnest(ARRAY['available', 'held']) k;
  INSERT INTO ledger.accounts (kind, mode, currency)
  SELECT k, p_mode, p_currency FROM unnest(ARRAY['sales', 'deposits', 'refunds']) k ON CONFLICT DO NOTHING;
END $$;

-- Sets how far a tenant's balance may go below zero. False, and nothing was done: the tenant uses more already.
CREATE OR REPLACE FUNCTION ledger.set_credit_limit(p_tenant int, p_limit bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ledger.accounts a SET credit_limit = p_limit
   WHERE a.tenant_id = p_tenant AND a.kind = 'available' AND a.balance >= -p_limit;
  RETURN FOUND;
END $$;

-- Lets a reversal of so much take an account below its credit limit. The caller holds its lock and posts the reversal next.
CREATE OR REPLACE FUNCTION ledger.overdraw(p_account int, p_amount bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ledger.accounts a SET overdrawn = greatest(a.overdrawn, p_amount - a.balance - a.credit_limit)
   WHERE a.account_id = p_account;
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
