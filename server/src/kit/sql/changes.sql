-- What transactions from p_since on have changed, and the transaction below which all had ended: the next reader begins there, and
-- reads those again that were running now. At least one row; the others of it are NULL if nothing changed.
CREATE OR REPLACE FUNCTION kit.changes_since(p_since xid8)
RETURNS TABLE (xmin xid8, tx xid8, scope text, topic text) LANGUAGE sql STABLE AS $$
  SELECT s.xmin, c.tx, c.scope, c.topic
    FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin) s
    LEFT JOIN kit.changes c ON c.tx >= p_since;
$$;

-- Forgets what was changed before a transaction, and returns the one below which all have ended now.
CREATE OR REPLACE FUNCTION kit.forget_changes(p_before xid8) RETURNS xid8 LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM kit.changes c WHERE c.tx < p_before;
  RETURN pg_snapshot_xmin(pg_current_snapshot());
END $$;
