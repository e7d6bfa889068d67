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

-- Notes a change for staff, where no trigger of its table can: once in a transaction.
CREATE OR REPLACE FUNCTION kit.note_for_staff(p_topic text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kit.changes (scope, topic) VALUES ('staff', p_topic) ON CONFLICT DO NOTHING;
END $$;
