-- The lines of an order, in the order in which it shows them: first the bought codes, then the replacements in the order of their
-- claims. A line is a range of codes, or one withdrawn code: `withdrawn` is its id then, and `gone` says that it has been sold to
-- somebody else since.
CREATE OR REPLACE FUNCTION orders.lines(p_order uuid)
RETURNS TABLE (run_id int, from_position int, codes int, replaces uuid, replacement int,
               delivered_at timestamptz, revealed_at timestamptz, withdrawn uuid, gone boolean)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  WITH own AS MATERIALIZED (
    SELECT r.run_id, r.from_position AS head, r.from_position + r.codes AS tail, r.replaces,
           r.replacement, r.delivered_at,
           CASE WHEN r.replaces IS NULL THEN o.first_revealed_at ELSE r.revealed_at END
             AS revealed_at
      FROM orders.ranges r JOIN orders.orders o ON o.order_id = r.order_id
     WHERE r.order_id = p_order AND r.released_at IS NULL),
  held AS MATERIALIZED (
    SELECT w.* FROM orders.withdrawn w WHERE w.order_id = p_order)
  SELECT n.run_id, s.head, e.tail - s.head, n.replaces, n.replacement, n.delivered_at, n.revealed_at,
         NULL::uuid, false
    FROM own n
    CROSS JOIN LATERAL (
      SELECT n.head
       UNION ALL
      SELECT h.position + 1 FROM held h
       WHERE h.run_id = n.run_id AND h.position >= n.head AND h.position < n.tail
         AND h.state <> 'restocked') s(head)
    CROSS JOIN LATERAL (
      SELECT coalesce(min(h.position), n.tail) FROM held h
       WHERE h.run_id = n.run_id AND h.position >= s.head AND h.position < n.tail
         AND h.state <> 'restocked') e(tail)
   WHERE e.tail > s.head
   UNION ALL
  SELECT h.run_id, h.position, 1, h.replaces, h.replacement, h.delivered_at, NULL, h.code_id,
         h.state = 'restocked'
    FROM held h
   ORDER BY 5 NULLS FIRST, 1, 2;
END $$;
