-- Counts the codes that orders wait for; negative: they no longer do. If nobody waits any more, nothing is promised. The caller
-- holds the shelves' locks.
CREATE OR REPLACE FUNCTION stock.wait(p_at timestamptz, p_shelf int[], p_codes int[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock.shelves s
     SET waiting = s.waiting + w.codes, filling = s.filling AND s.waiting + w.codes > 0,
         changed = pg_current_xact_id(), changed_at = p_at
    FROM (SELECT u.shelf, sum(u.codes) AS codes FROM unnest(p_shelf, p_codes) u(shelf, codes)
           GROUP BY u.shelf) w
   WHERE s.shelf_id = w.shelf;
END $$;

-- The shelves for which orders wait: codes there, codes waited for, and whether those there are promised to the queue.
CREATE OR REPLACE FUNCTION stock.queues()
RETURNS TABLE (shelf_id int, available bigint, waiting bigint, filling boolean)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT s.shelf_id, s.available, s.waiting, s.filling FROM stock.shelves s
   WHERE s.waiting > 0 OR s.filling ORDER BY s.shelf_id;
END $$;

-- Those of these shelves whose codes are promised to orders that wait, in the order of their locks, with how many codes each has.
CREATE OR REPLACE FUNCTION stock.promised(p_shelf int[]) RETURNS TABLE (shelf_id int, available bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT s.shelf_id, s.available FROM stock.shelves s
   WHERE s.shelf_id = ANY(p_shelf) AND s.filling AND s.frozen_at IS NULL ORDER BY s.shelf_id;
END $$;

-- Those of these shelves that have fewer codes than orders wait for.
CREATE OR REPLACE FUNCTION stock.short_of_queue(p_shelf int[]) RETURNS int[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(SELECT s.shelf_id FROM stock.shelves s
                WHERE s.shelf_id = ANY(p_shelf) AND s.available < s.waiting);
END $$;

-- What is left on a shelf is of no use to anybody who waits, and is for sale to everybody. The caller holds the shelf's lock.
CREATE OR REPLACE FUNCTION stock.end_filling(p_shelf int, p_at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock.shelves s SET filling = false, changed = pg_current_xact_id(), changed_at = p_at
   WHERE s.shelf_id = p_shelf;
END $$;
