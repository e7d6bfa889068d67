-- Takes the next codes of a shelf for one order, and returns where they lie. The caller holds the shelf's lock and requests no more than
-- is there.
DROP FUNCTION IF EXISTS stock.take_one(timestamptz, uuid, int, int);
CREATE OR REPLACE FUNCTION stock.take_one(p_at timestamptz, p_shelf int, p_quantity int)
RETURNS TABLE (run_id int, from_position int, codes int) LANGUAGE plpgsql AS $$
DECLARE
  v_need int := p_quantity;
BEGIN
  UPDATE stock.shelves s
     SET available = s.available - p_quantity, changed = pg_current_xact_id(), changed_at = p_at
   WHERE s.shelf_id = p_shelf;
  -- One lane has enough most of the time.
  LOOP
    UPDATE stock.lanes l
       SET head = n.head + n.codes,
           state = CASE WHEN n.head + n.codes = l.tail THEN 'empty' ELSE 'open' END
      FROM (SELECT x.lane_id, x.head, least(v_need, x.tail - x.head) AS codes
              FROM stock.lanes x WHERE x.shelf_id = p_shelf AND x.state = 'open'
             ORDER BY x.expires_at, x.run_id, x.lane_id DESC LIMIT 1) n
     WHERE l.lane_id = n.lane_id
    RETURNING l.run_id, n.head, n.codes INTO run_id, from_position, codes;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'stock: more was asked for than the shelf holds';
    END IF;
    RETURN NEXT;
    EXIT WHEN codes = v_need;
    v_need := v_need - codes;
  END LOOP;
END $$;

-- Takes the next codes of each shelf for orders, in the order of the arrays; a member with quantity 0 takes none. Moves each
-- lane's head once for the whole batch, so the cost does not grow with what was sold before. The caller holds the shelves' locks
-- and requests no more than is there. LATERAL … LIMIT keeps the read bounded: each open lane has at least one code. o_queue: whether
-- orders wait for codes of any of these shelves.
CREATE OR REPLACE FUNCTION stock.take(
  p_at timestamptz, p_order uuid[], p_shelf int[], p_quantity int[],
  OUT o_order uuid[], OUT o_run int[], OUT o_from int[], OUT o_codes int[], OUT o_queue boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_taken bigint;
  v_moved bigint;
BEGIN
  IF cardinality(p_order) = 1 THEN
    IF p_quantity[1] = 0 THEN RETURN; END IF;
    SELECT array_agg(p_order[1]), array_agg(t.run_id), array_agg(t.from_position), array_agg(t.codes)
      INTO o_order, o_run, o_from, o_codes FROM stock.take_one(p_at, p_shelf[1], p_quantity[1]) t;
    SELECT s.waiting > 0 INTO o_queue FROM stock.shelves s WHERE s.shelf_id = p_shelf[1];
    RETURN;
  END IF;
  WITH demand AS (
    SELECT u.order_id, u.shelf, u.quantity,
           sum(u.quantity) OVER (PARTITION BY u.shelf ORDER BY u.ord) - u.quantity AS before
      FROM unnest(p_order, p_shelf, p_quantity) WITH ORDINALITY u(order_id, shelf, quantity, ord)
     WHERE u.quantity > 0),
  wanted AS (SELECT d.shelf, sum(d.quantity) AS codes FROM demand d GROUP BY d.shelf),
  supply AS (
    SELECT z.*, w.shelf,
           sum(z.have) OVER (PARTITION BY w.shelf ORDER BY z.expires_at, z.run_id, z.lane_id DESC)
             - z.have AS before
      FROM wanted w
      CROSS JOIN LATERAL (
        SELECT l.lane_id, l.run_id, l.expires_at, l.head, l.tail - l.head AS have
          FROM stock.lanes l WHERE l.shelf_id = w.shelf AND l.state = 'open'
         ORDER BY l.expires_at, l.run_id, l.lane_id DESC LIMIT w.codes) z),
  taken AS (
    SELECT d.order_id, s.lane_id, s.run_id,
           (s.head + greatest(d.before - s.before, 0))::int AS from_position,
           (least(d.before + d.quantity, s.before + s.have) - greatest(d.before, s.before))::int
             AS codes
      FROM demand d JOIN supply s ON s.shelf = d.shelf
       AND d.before < s.before + s.have AND d.before + d.quantity > s.before),
  lanes AS (
    UPDATE stock.lanes l
       SET head = l.head + t.codes,
           state = CASE WHEN l.head + t.codes = l.tail THEN 'empty' ELSE 'open' END
      FROM (SELECT x.lane_id, sum(x.codes)::int AS codes FROM taken x GROUP BY x.lane_id) t
     WHERE l.lane_id = t.lane_id),
  shelves AS (
    UPDATE stock.shelves s
       SET available = s.available - w.codes, changed = pg_current_xact_id(), changed_at = p_at
      FROM wanted w WHERE s.shelf_id = w.shelf
    RETURNING w.codes, s.waiting > 0 AS queue)
  SELECT array_agg(t.order_id), array_agg(t.run_id), array_agg(t.from_position),
         array_agg(t.codes), (SELECT bool_or(s.queue) FROM shelves s), sum(t.codes),
         (SELECT sum(s.codes) FROM shelves s)
    INTO o_order, o_run, o_from, o_codes, o_queue, v_taken, v_moved FROM taken t;
  IF coalesce(v_taken, 0) IS DISTINCT FROM (SELECT sum(q) FROM unnest(p_quantity) q)
     OR v_taken IS DISTINCT FROM v_moved THEN
    RAISE EXCEPTION 'stock: more was asked for than the shelves hold';
  END IF;
END $$;
