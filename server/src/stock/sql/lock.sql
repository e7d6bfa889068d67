-- Expired lanes stop selling. The caller holds the shelves' locks.
CREATE OR REPLACE FUNCTION stock.expire(p_shelf int[], p_at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  WITH gone AS (
    UPDATE stock.lanes l SET state = 'expired'
     WHERE l.shelf_id = ANY(p_shelf) AND l.state = 'open' AND l.expires_at <= p_at
    RETURNING l.shelf_id, l.tail - l.head AS codes),
  sums AS (SELECT g.shelf_id, sum(g.codes) AS codes FROM gone g GROUP BY g.shelf_id)
  UPDATE stock.shelves s
     SET available = s.available - coalesce((SELECT x.codes FROM sums x WHERE x.shelf_id = s.shelf_id), 0),
         next_expiry = coalesce((
           SELECT min(l.expires_at) FROM stock.lanes l
            WHERE l.shelf_id = s.shelf_id AND l.state = 'open' AND l.expires_at > p_at), 'infinity'),
         changed = pg_current_xact_id(), changed_at = p_at
   WHERE s.shelf_id = ANY(p_shelf) AND s.next_expiry <= p_at;
END $$;

-- Locks a shelf and returns how many of its codes an order that is alone gets without more ado. NULL: there is more to do, because
-- codes have expired or orders wait for some, and stock.lock does it; or there is no such shelf.
CREATE OR REPLACE FUNCTION stock.lock_one(p_shelf int, p_at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_sellable bigint;
BEGIN
  SELECT CASE WHEN s.next_expiry > p_at AND s.waiting = 0 THEN s.sellable END INTO v_sellable
    FROM stock.shelves s WHERE s.shelf_id = p_shelf FOR NO KEY UPDATE;
  RETURN v_sellable;
END $$;

-- Locks shelves in the order that everybody uses, and returns how many codes of each a new order could get, aligned with p_shelf (NULL
-- for no shelf).
-- Locking lanes instead would miss lanes that appear while one waits.
CREATE OR REPLACE FUNCTION stock.lock(p_shelf int[], p_at timestamptz) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
  v_available bigint[];
  v_shelf int[];
  v_locked bigint[];
  v_due boolean;
BEGIN
  -- A batch of one is a single order: plain statements halve its time.
  IF cardinality(p_shelf) = 1 THEN
    SELECT ARRAY[s.sellable], s.next_expiry <= p_at INTO v_available, v_due
      FROM stock.shelves s WHERE s.shelf_id = p_shelf[1] FOR NO KEY UPDATE;
    v_available := coalesce(v_available, ARRAY[NULL::bigint]);
  ELSE
    SELECT array_agg(l.shelf_id), array_agg(l.sellable), bool_or(l.next_expiry <= p_at)
      INTO v_shelf, v_locked, v_due
      FROM (SELECT s.shelf_id, s.sellable, s.next_expiry
              FROM stock.shelves s WHERE s.shelf_id = ANY(p_shelf)
             ORDER BY s.shelf_id FOR NO KEY UPDATE) l;
    v_available := array_fill(NULL::bigint, ARRAY[cardinality(p_shelf)]);
    FOR j IN 1..cardinality(p_shelf) LOOP
      v_available[j] := v_locked[array_position(v_shelf, p_shelf[j])];
    END LOOP;
  END IF;
  IF v_due THEN
    PERFORM stock.expire(p_shelf, p_at);
    SELECT array_agg(s.sellable ORDER BY u.ord) INTO v_available
      FROM unnest(p_shelf) WITH ORDINALITY u(shelf, ord)
      LEFT JOIN stock.shelves s ON s.shelf_id = u.shelf;
  END IF;
  RETURN v_available;
END $$;
