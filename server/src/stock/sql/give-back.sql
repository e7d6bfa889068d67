-- Returns ranges as new lanes of their runs, so that recall, expiry and counting need no special case. The caller holds the
-- shelves' locks.
CREATE OR REPLACE FUNCTION stock.give_back(
  p_at timestamptz, p_run int[], p_from int[], p_codes int[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH back AS (
    INSERT INTO stock.lanes (shelf_id, run_id, expires_at, head, tail, state)
    SELECT r.shelf_id, r.run_id, r.expires_at, u.from_position, u.from_position + u.codes,
           CASE WHEN t.status = 'recalled' THEN 'recalled'
                WHEN r.expires_at <= p_at THEN 'expired' ELSE 'open' END
      FROM unnest(p_run, p_from, p_codes) u(run, from_position, codes)
      JOIN stock.runs r ON r.run_id = u.run
      JOIN stock.lots t ON t.lot_id = r.lot_id
    RETURNING shelf_id, expires_at, tail - head AS codes, state)
  UPDATE stock.shelves s
     SET available = s.available + b.codes, next_expiry = least(s.next_expiry, b.expires_at),
         filling = s.filling OR s.waiting > 0, changed = pg_current_xact_id(), changed_at = p_at
    FROM (SELECT k.shelf_id, sum(k.codes) AS codes, min(k.expires_at) AS expires_at
            FROM back k WHERE k.state = 'open' GROUP BY k.shelf_id) b
   WHERE s.shelf_id = b.shelf_id;
END $$;

-- Returns single codes: neighbours become one lane.
CREATE OR REPLACE FUNCTION stock.give_back_codes(p_at timestamptz, p_run int[], p_position int[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stock.give_back(
      p_at, array_agg(i.run_id ORDER BY i.run_id, i.head),
      array_agg(i.head ORDER BY i.run_id, i.head), array_agg(i.codes ORDER BY i.run_id, i.head))
    FROM (SELECT g.run_id, min(g.position) AS head, count(*)::int AS codes
            FROM (SELECT u.run_id, u.position,
                         u.position - row_number() OVER (PARTITION BY u.run_id ORDER BY u.position) AS island
                    FROM unnest(p_run, p_position) u(run_id, position)) g
           GROUP BY g.run_id, g.island) i;
END $$;

-- Which of some held ranges may no longer be delivered, because their lot was recalled or they expired.
CREATE OR REPLACE FUNCTION stock.spoiled(p_at timestamptz, p_run int[]) RETURNS boolean[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT array_agg(t.status = 'recalled' OR r.expires_at <= p_at ORDER BY u.ord)
      FROM unnest(p_run) WITH ORDINALITY u(run, ord)
      JOIN stock.runs r ON r.run_id = u.run
      JOIN stock.lots t ON t.lot_id = r.lot_id);
END $$;

-- Whether any of some held ranges may no longer be delivered.
CREATE OR REPLACE FUNCTION stock.any_spoiled(p_at timestamptz, p_run int[]) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM stock.runs r JOIN stock.lots t ON t.lot_id = r.lot_id
     WHERE r.run_id = ANY(p_run) AND (t.status = 'recalled' OR r.expires_at <= p_at));
END $$;
