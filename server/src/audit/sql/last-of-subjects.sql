-- The last entry of some actions about each subject, for checks: those that the worker has copied are found there, and the rest by transaction.
CREATE OR REPLACE FUNCTION audit.last_of_subjects(p_actions text[]) RETURNS TABLE (subject text, detail text)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT DISTINCT ON (e.subject) e.subject, e.detail
    FROM (SELECT l.entry_id FROM audit.listed l WHERE l.action = ANY (p_actions)
           UNION
          SELECT s.entry_id FROM audit.entries s
           WHERE s.tx >= (SELECT h.chained_before FROM audit.head h) AND s.action = ANY (p_actions)) f
    JOIN audit.entries e ON e.entry_id = f.entry_id
   ORDER BY e.subject, e.entry_id DESC;
END $$;
