-- Locks an account and returns what it can spend; NULL: there is none. For one alone.
CREATE OR REPLACE FUNCTION ledger.lock_one(p_account int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_spendable bigint;
BEGIN
  SELECT a.balance + a.credit_limit INTO v_spendable
    FROM ledger.accounts a WHERE a.account_id = p_account FOR NO KEY UPDATE;
  RETURN v_spendable;
END $$;

-- Locks accounts in the order that everybody uses, and returns what each can spend: balance plus credit limit, aligned with
-- p_account. The row lock re-reads, so the figures are current.
CREATE OR REPLACE FUNCTION ledger.lock(p_account int[]) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  v_spendable bigint[];
  v_account int[];
  v_locked bigint[];
BEGIN
  IF cardinality(p_account) = 1 THEN RETURN ARRAY[ledger.lock_one(p_account[1])]; END IF;
  SELECT array_agg(l.account_id), array_agg(l.spendable) INTO v_account, v_locked
    FROM (SELECT a.account_id, a.balance + a.credit_limit AS spendable
            FROM ledger.accounts a WHERE a.account_id = ANY(p_account)
           ORDER BY a.account_id FOR NO KEY UPDATE) l;
  v_spendable := array_fill(NULL::bigint, ARRAY[cardinality(p_account)]);
  FOR j IN 1..cardinality(p_account) LOOP
    v_spendable[j] := v_locked[array_position(v_account, p_account[j])];
  END LOOP;
  RETURN v_spendable;
END $$;

-- Locks an account unless somebody else has it; false: somebody has. For those who hold locks that come after those of accounts.
CREATE OR REPLACE FUNCTION ledger.try_lock(p_account int) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM ledger.accounts a WHERE a.account_id = p_account FOR NO KEY UPDATE SKIP LOCKED;
  RETURN FOUND;
END $$;
