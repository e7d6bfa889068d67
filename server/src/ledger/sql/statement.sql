-- The statement of a tenant: every transfer that changed its balance, which is the money that is available and on hold. Both accounts move
-- under the lock of the first, so transfers are numbered in the order of the versions of each. A place in the statement is the versions of
-- the two accounts there. Places are found by halving: a page deep in a long statement costs what the first page costs.

-- The version of an account before a transfer; 0: it had none. NULL: the present one.
CREATE OR REPLACE FUNCTION ledger.version_before(p_account int, p_transfer bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_low bigint := 0;
  v_high bigint;
  v_middle bigint;
BEGIN
  SELECT a.version INTO v_high FROM ledger.accounts a WHERE a.account_id = p_account;
  WHILE p_transfer IS NOT NULL AND v_low < v_high LOOP
    v_middle := (v_low + v_high + 1) / 2;
    PERFORM FROM ledger.postings p
     WHERE p.account_id = p_account AND p.account_version = v_middle AND p.transfer_id < p_transfer;
    IF FOUND THEN v_low := v_middle; ELSE v_high := v_middle - 1; END IF;
  END LOOP;
  RETURN v_high;
END $$;

-- The last transfer of an account before a time; 0: there is none. Clocks of processes differ, so times may fall from one version to the
-- next: halving finds a place an hour later, and from there the account is read backwards.
CREATE OR REPLACE FUNCTION ledger.last_before(p_account int, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_low bigint := 0;
  v_high bigint;
  v_middle bigint;
  v_last bigint;
BEGIN
  SELECT a.version INTO v_high FROM ledger.accounts a WHERE a.account_id = p_account;
  WHILE v_low < v_high LOOP
    v_middle := (v_low + v_high + 1) / 2;
    PERFORM FROM ledger.postings p JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
     WHERE p.account_id = p_account AND p.account_version = v_middle AND t.at < p_at + interval '1 hour';
    IF FOUND THEN v_low := v_middle; ELSE v_high := v_middle - 1; END IF;
  END LOOP;
  SELECT p.transfer_id INTO v_last
    FROM ledger.postings p JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
   WHERE p.account_id = p_account AND p.account_version <= v_high AND t.at < p_at
   ORDER BY p.account_version DESC LIMIT 1;
  RETURN coalesce(v_last, 0);
END $$;

-- The place of a time; NULL: the end. What one period leaves out at its end belongs to the next, whatever the clocks said.
CREATE OR REPLACE FUNCTION ledger.place_of(
  p_available int, p_held int, p_at timestamptz, OUT o_available bigint, OUT o_held bigint
) LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_next bigint := greatest(ledger.last_before(p_available, p_at), ledger.last_before(p_held, p_at)) + 1;
BEGIN
  IF p_at IS NULL THEN v_next := NULL; END IF;
  o_available := ledger.version_before(p_available, v_next);
  o_held := ledger.version_before(p_held, v_next);
END $$;

-- What an account held at a version.
CREATE OR REPLACE FUNCTION ledger.balance_at(p_account int, p_version bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_balance bigint;
BEGIN
  SELECT p.balance_after INTO v_balance FROM ledger.postings p
   WHERE p.account_id = p_account AND p.account_version = p_version;
  RETURN coalesce(v_balance, 0);
END $$;

-- Lines between two places, the newest; with a negative p_limit the oldest: p_from and p_until are the versions of the available and of the held account. p_kind: kinds of
-- transfers; holds and releases only move money between the two accounts and are no lines. p_in: none of these kinds takes money.
-- p_about: only what these facts moved; NULL: whatever moved it.
DROP FUNCTION IF EXISTS ledger.lines(int, int, text[], boolean, bigint[], bigint[], int);
CREATE OR REPLACE FUNCTION ledger.lines(
  p_available int, p_held int, p_kind text[], p_in boolean, p_from bigint[], p_until bigint[], p_limit int, p_about uuid[]
) RETURNS TABLE (
  kind text, reference uuid, at timestamptz, amount bigint, balance_after bigint, available bigint, held bigint
) LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  -- One account's lines, each with its version and that of the other account.
  c_lines CONSTANT text := $lines$
    SELECT x.kind, x.reference, x.at, x.amount, x.balance_after + ledger.balance_at($6, x.other), x.own, x.other
      FROM (SELECT t.kind, t.reference, t.at, p.amount, p.balance_after, p.account_version AS own,
                   ledger.version_before($6, p.transfer_id) AS other
              FROM ledger.postings p JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
             WHERE p.account_id = $1 AND p.account_version > $2 AND p.account_version <= $3
               AND t.kind = ANY($4) AND %s AND %s
             ORDER BY p.account_version %s LIMIT abs($5)) x
  $lines$;
  v_order CONSTANT text := CASE WHEN p_limit < 0 THEN 'ASC' ELSE 'DESC' END;
  -- The number of the argument is there in either form.
  v_about CONSTANT text := CASE WHEN p_about IS NULL THEN '$7::uuid[] IS NULL' ELSE 't.reference = ANY($7)' END;
BEGIN
  RETURN QUERY EXECUTE format(c_lines, CASE WHEN p_in THEN 'p.amount > 0' ELSE 'true' END, v_about, v_order)
    USING p_available, p_from[1], p_until[1], array_remove(p_kind, 'capture'), p_limit, p_held, p_about;
  IF 'capture' = ANY(p_kind) THEN
    RETURN QUERY EXECUTE format(
      'SELECT y.kind, y.reference, y.at, y.amount, y.after, y.other, y.own FROM (%s) y(kind, reference, at, amount, after, own, other)',
      format(c_lines, 'true', v_about, v_order))
      USING p_held, p_from[2], p_until[2], ARRAY['capture'], p_limit, p_available, p_about;
  END IF;
END $$;

-- How many lines ledger.lines gives between two places, counted to p_limit; without what each line shows, which costs far more.
CREATE OR REPLACE FUNCTION ledger.count_lines(
  p_available int, p_held int, p_kind text[], p_in boolean, p_from bigint[], p_until bigint[], p_limit int, p_about uuid[]
) RETURNS bigint LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  c_count CONSTANT text := $count$
    SELECT count(*) FROM (
      SELECT FROM ledger.postings p JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
       WHERE p.account_id = $1 AND p.account_version > $2 AND p.account_version <= $3 AND t.kind = ANY($4) AND %s AND %s
       LIMIT $5) x
  $count$;
  -- The number of the argument is there in either form. The newest first: whole accounts are not gathered for ten thousand of their lines.
  v_about CONSTANT text := CASE WHEN p_about IS NULL THEN '$6::uuid[] IS NULL ORDER BY p.account_version DESC'
                                ELSE 't.reference = ANY($6)' END;
  v_count bigint;
  v_captured bigint := 0;
  v_available CONSTANT bigint := p_until[1] - p_from[1];
  v_held CONSTANT bigint := p_until[2] - p_from[2];
BEGIN
  -- All lines: versions have no gap, and what moves money between the two accounts has one of each, so that at least the rest are lines.
  IF p_about IS NULL AND NOT p_in AND (v_held = 0 OR v_available - v_held >= p_limit)
     AND p_kind @> ARRAY['order', 'capture', 'deposit', 'reversal', 'refund', 'return', 'adjustment'] THEN
    RETURN greatest(least(v_available, p_limit), 0);
  END IF;
  EXECUTE format(c_count, CASE WHEN p_in THEN 'p.amount > 0' ELSE 'true' END, v_about) INTO v_count
    USING p_available, p_from[1], p_until[1], array_remove(p_kind, 'capture'), p_limit, p_about;
  IF 'capture' = ANY(p_kind) AND v_count < p_limit THEN
    EXECUTE format(c_count, 'true', v_about) INTO v_captured
      USING p_held, p_from[2], p_until[2], ARRAY['capture'], p_limit, p_about;
  END IF;
  RETURN least(v_count + v_captured, p_limit);
END $$;

-- The balance at two places, and what came in between; what went out is the rest.
CREATE OR REPLACE FUNCTION ledger.turnover(
  p_available int, p_held int, p_from bigint[], p_until bigint[],
  OUT o_opening bigint, OUT o_in bigint, OUT o_closing bigint
) LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  o_opening := ledger.balance_at(p_available, p_from[1]) + ledger.balance_at(p_held, p_from[2]);
  o_closing := ledger.balance_at(p_available, p_until[1]) + ledger.balance_at(p_held, p_until[2]);
  SELECT coalesce(sum(p.amount), 0) INTO o_in
    FROM ledger.postings p JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
   WHERE p.account_id = p_available AND p.amount > 0
     AND p.account_version > p_from[1] AND p.account_version <= p_until[1] AND t.kind <> 'release';
END $$;
