-- The bare sides of `bench -- ledger`: balances and a list of transfers, and nothing else.
CREATE SCHEMA bench;
CREATE TABLE bench.accounts (
  account_id int PRIMARY KEY,
  balance bigint NOT NULL CHECK (balance >= 0)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE TABLE bench.transfers (
  transfer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  debit int NOT NULL,
  credit int NOT NULL,
  amount bigint NOT NULL,
  at timestamptz NOT NULL
);

-- Both rows are locked and read, then written.
CREATE FUNCTION bench.transfer_by_locks(p_debit int, p_credit int, p_amount bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_balance bigint;
BEGIN
  PERFORM FROM bench.accounts a WHERE a.account_id IN (p_debit, p_credit) ORDER BY a.account_id FOR NO KEY UPDATE;
  SELECT a.balance INTO v_balance FROM bench.accounts a WHERE a.account_id = p_debit;
  IF v_balance < p_amount THEN RETURN false; END IF;
  UPDATE bench.accounts a SET balance = a.balance - p_amount WHERE a.account_id = p_debit;
  UPDATE bench.accounts a SET balance = a.balance + p_amount WHERE a.account_id = p_credit;
  INSERT INTO bench.transfers (debit, credit, amount, at) VALUES (p_debit, p_credit, p_amount, clock_timestamp());
  RETURN true;
END $$;

-- Each row is checked and written in one statement, the smaller account first, so that two transfers never wait for each other.
CREATE FUNCTION bench.transfer_atomically(p_debit int, p_credit int, p_amount bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE bench.accounts a SET balance = a.balance + CASE WHEN a.account_id = p_debit THEN -p_amount ELSE p_amount END
   WHERE a.account_id = least(p_debit, p_credit);
  UPDATE bench.accounts a SET balance = a.balance + CASE WHEN a.account_id = p_debit THEN -p_amount ELSE p_amount END
   WHERE a.account_id = greatest(p_debit, p_credit);
  INSERT INTO bench.transfers (debit, credit, amount, at) VALUES (p_debit, p_credit, p_amount, clock_timestamp());
  RETURN true;
END $$;

-- Transfers that wait share a call: one write per account.
CREATE FUNCTION bench.transfer_together(p_debit int[], p_credit int[], p_amount bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM bench.accounts a WHERE a.account_id = ANY (p_debit || p_credit) ORDER BY a.account_id FOR NO KEY UPDATE;
  UPDATE bench.accounts a SET balance = a.balance + s.amount
    FROM (SELECT l.account, sum(l.amount) AS amount
            FROM unnest(p_debit, p_credit, p_amount) u(debit, credit, amount)
            CROSS JOIN LATERAL (VALUES (u.debit, -u.amount), (u.credit, u.amount)) l(account, amount)
           GROUP BY l.account) s
   WHERE a.account_id = s.account;
  INSERT INTO bench.transfers (debit, credit, amount, at)
  SELECT u.debit, u.credit, u.amount, clock_timestamp() FROM unnest(p_debit, p_credit, p_amount) u(debit, credit, amount);
END $$;

-- Ours: double entry with running balances, as orders and deposits post it. A member that an account cannot pay is left out.
CREATE FUNCTION bench.post(p_reference uuid[], p_debit int[], p_credit int[], p_amount bigint[]) RETURNS boolean[] LANGUAGE plpgsql AS $$
DECLARE
  v_account int[] := ARRAY(SELECT DISTINCT a FROM unnest(p_debit || p_credit) a ORDER BY a);
  v_spendable bigint[] := ledger.lock(v_account);
  v_paid boolean[] := '{}';
  v_amount bigint[] := p_amount;
  v_at int;
BEGIN
  FOR i IN 1 .. cardinality(p_amount) LOOP
    v_at := array_position(v_account, p_debit[i]);
    v_paid[i] := v_spendable[v_at] >= p_amount[i];
    IF v_paid[i] THEN
      v_spendable[v_at] := v_spendable[v_at] - p_amount[i];
      v_at := array_position(v_account, p_credit[i]);
      v_spendable[v_at] := v_spendable[v_at] + p_amount[i];
    ELSE
      v_amount[i] := NULL;
    END IF;
  END LOOP;
  PERFORM ledger.post(clock_timestamp(), array_fill('adjustment'::text, ARRAY[cardinality(p_amount)]), p_reference, p_debit, p_credit, v_amount);
  RETURN v_paid;
END $$;
