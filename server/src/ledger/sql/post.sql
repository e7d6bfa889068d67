DROP FUNCTION IF EXISTS ledger.refuse_unusual(text[], int[], int[], bigint[]);
DROP FUNCTION IF EXISTS ledger.refuse_unusual(text[], uuid[], int[], int[], bigint[]);
DROP FUNCTION IF EXISTS ledger.is_usual(text, text, text);
-- Whether some business fact moves money from this account to that one. SQL, so that it becomes part of the statement that uses it.
CREATE OR REPLACE FUNCTION ledger.is_usual(p_kind text, p_from ledger.accounts, p_to ledger.accounts)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_from.account_id <> p_to.account_id
     AND p_from.mode = p_to.mode AND p_from.currency = p_to.currency
     AND (p_from.tenant_id = p_to.tenant_id) IS NOT false
     AND CASE p_kind
       WHEN 'order' THEN p_from.kind = 'available' AND p_to.kind = 'sales'
       WHEN 'hold' THEN p_from.kind = 'available' AND p_to.kind = 'held'
       WHEN 'capture' THEN p_from.kind = 'held' AND p_to.kind = 'sales'
       WHEN 'release' THEN p_from.kind = 'held' AND p_to.kind = 'available'
       WHEN 'deposit' THEN p_from.kind = 'deposits' AND p_to.kind = 'available'
       WHEN 'refund' THEN p_from.kind = 'refunds' AND p_to.kind = 'available'
       WHEN 'return' THEN p_from.kind = 'refunds' AND p_to.kind = 'available'
       WHEN 'adjustment' THEN p_from.kind IN ('deposits', 'available') AND p_to.kind IN ('deposits', 'available')
       ELSE false END;
$$;

-- Writes one transfer of two postings, of whatever kind: only functions that have checked it may call this.
CREATE OR REPLACE FUNCTION ledger.write_one(
  p_at timestamptz, p_kind text, p_reference uuid, p_from int, p_to int, p_amount bigint
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_transfer bigint := nextval('ledger.transfer_number');
  v_from record;
  v_to record;
BEGIN
  INSERT INTO ledger.transfers (transfer_id, kind, reference, at)
  VALUES (v_transfer, p_kind, p_reference, p_at);
  -- The shop's own accounts have no running balance: then nothing is updated, and both figures are NULL.
  UPDATE ledger.accounts a SET balance = a.balance - p_amount, version = a.version + 1
   WHERE a.account_id = p_from AND a.balance IS NOT NULL RETURNING a.balance, a.version INTO v_from;
  UPDATE ledger.accounts a SET balance = a.balance + p_amount, version = a.version + 1
   WHERE a.account_id = p_to AND a.balance IS NOT NULL RETURNING a.balance, a.version INTO v_to;
  INSERT INTO ledger.postings (transfer_id, leg, account_id, amount, balance_after, account_version)
  VALUES (v_transfer, 1, p_from, -p_amount, v_from.balance, v_from.version),
         (v_transfer, 2, p_to, p_amount, v_to.balance, v_to.version);
END $$;

-- The same as ledger.post for one transfer, without arrays.
CREATE OR REPLACE FUNCTION ledger.post_one(
  p_at timestamptz, p_kind text, p_reference uuid, p_from int, p_to int, p_amount bigint
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM ledger.accounts f JOIN ledger.accounts t ON t.account_id = p_to
    WHERE f.account_id = p_from AND p_amount > 0 AND ledger.is_usual(p_kind, f, t);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ledger: no business fact makes this transfer' USING ERRCODE = '23514';
  END IF;
  PERFORM ledger.write_one(p_at, p_kind, p_reference, p_from, p_to, p_amount);
END $$;

-- Writes transfers of two postings, from one account to another, and updates the running balances. Members with a NULL amount are
-- left out. Callers hold the lock of every tenant account named here. The CHECK on balances is the backstop and applies to the
-- result of a batch: within the batch an account may fall below its limit and recover.
-- Refuses transfers that no business fact makes: each kind moves money from one kind of account to another, of one tenant, one mode and one
-- currency, and more than nothing. So no caller can move one tenant's money to another, or give money for an order. All arrays are lists of
-- one length: a transfer is then the same whether it is read by its place or by its subscript. Reversals are made by ledger.reverse.
CREATE OR REPLACE FUNCTION ledger.post(
  p_at timestamptz, p_kind text[], p_reference uuid[], p_from int[], p_to int[], p_amount bigint[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_count int := cardinality(p_amount);
  v_posted int;
BEGIN
  IF (kit.is_list(p_amount, v_count) AND kit.is_list(p_kind, v_count) AND kit.is_list(p_reference, v_count)
      AND kit.is_list(p_from, v_count) AND kit.is_list(p_to, v_count)) IS NOT true THEN
    RAISE EXCEPTION 'ledger: not lists of one length' USING ERRCODE = '23514';
  END IF;
  IF v_count = 1 THEN
    IF p_amount[1] IS NOT NULL THEN
      PERFORM ledger.post_one(p_at, p_kind[1], p_reference[1], p_from[1], p_to[1], p_amount[1]);
    END IF;
    RETURN;
  END IF;
  WITH usual AS (
    SELECT u.*
      FROM unnest(p_kind, p_reference, p_from, p_to, p_amount) WITH ORDINALITY
        u(kind, reference, debit, credit, amount, ord)
      JOIN ledger.accounts f ON f.account_id = u.debit
      JOIN ledger.accounts t ON t.account_id = u.credit
     WHERE u.amount > 0 AND ledger.is_usual(u.kind, f, t)
     ORDER BY u.ord),
  transfers AS MATERIALIZED (SELECT nextval('ledger.transfer_number') AS id, u.* FROM usual u),
  legs AS (
    SELECT t.id, l.leg, l.account, l.amount, t.ord * 2 + l.leg AS ord
      FROM transfers t
      CROSS JOIN LATERAL (VALUES (1::smallint, t.debit, -t.amount), (2::smallint, t.credit, t.amount))
        l(leg, account, amount)),
  sums AS (
    SELECT l.account, sum(l.amount) AS amount, count(*) AS legs FROM legs l GROUP BY l.account),
  moved AS (
    UPDATE ledger.accounts a
       SET balance = a.balance + s.amount, version = a.version + s.legs
      FROM sums s WHERE a.account_id = s.account AND a.balance IS NOT NULL
    RETURNING a.account_id, a.balance - s.amount AS before, a.version - s.legs AS version),
  headers AS (
    INSERT INTO ledger.transfers (transfer_id, kind, reference, at)
    SELECT t.id, t.kind, t.reference, p_at FROM transfers t)
  INSERT INTO ledger.postings
    (transfer_id, leg, account_id, amount, balance_after, account_version)
  SELECT l.id, l.leg, l.account, l.amount,
         m.before + sum(l.amount) OVER same_account, m.version + count(*) OVER same_account
    FROM legs l LEFT JOIN moved m ON m.account_id = l.account
  WINDOW same_account AS (PARTITION BY l.account ORDER BY l.ord);
  GET DIAGNOSTICS v_posted = ROW_COUNT;
  IF v_posted <> 2 * cardinality(array_remove(p_amount, NULL)) THEN
    RAISE EXCEPTION 'ledger: no business fact makes one of these transfers' USING ERRCODE = '23514';
  END IF;
END $$;
