-- Request limits that several processes count together (decision 55). Times are the database's own, in whole milliseconds since 1970:
-- one clock for all processes. A spending is stored rounded up and compared with the time rounded down, so nothing is released early.
-- An element of a window holds its time in the upper bits and how many were spent then in the lower 20.

CREATE OR REPLACE FUNCTION kit.spending_now() RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint;
$$;

-- What still counts. A clock that was set back by more than a minute begins the window anew.
CREATE OR REPLACE FUNCTION kit.spendings_of(p_spent bigint[], p_now bigint) RETURNS bigint[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(s ORDER BY o), '{}') FROM unnest(p_spent) WITH ORDINALITY u(s, o)
   WHERE s >> 20 > p_now - 60000 AND s >> 20 <= p_now + 60000;
$$;

-- A window with so many more. Large limits share an element for a quarter of a second, which has the latest of their times: so no window
-- has more than some 240 elements.
CREATE OR REPLACE FUNCTION kit.spending_more(p_spent bigint[], p_now bigint, p_limit int, p_count int) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_spent bigint[] := kit.spendings_of(p_spent, p_now);
  v_size int := cardinality(v_spent);
  v_last bigint := v_spent[v_size];
  v_at bigint := greatest(p_now + 1, v_last >> 20);
  v_width int := CASE WHEN p_limit <= 240 THEN 1 ELSE 250 END;
BEGIN
  IF v_last IS NOT NULL AND (v_last >> 20) / v_width = v_at / v_width AND (v_last & 1048575) + p_count <= 1048575 THEN
    v_spent[v_size] := (v_at << 20) | ((v_last & 1048575) + p_count);
    RETURN v_spent;
  END IF;
  RETURN v_spent || ((v_at << 20) | p_count);
END $$;

-- A window with one less, of those spent at that time.
CREATE OR REPLACE FUNCTION kit.spending_less(p_spent bigint[], p_at bigint) RETURNS bigint[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(CASE WHEN o = place THEN s - 1 ELSE s END ORDER BY o)
                  FILTER (WHERE o IS DISTINCT FROM place OR s & 1048575 > 1), '{}')
    FROM unnest(p_spent) WITH ORDINALITY u(s, o),
         (SELECT min(o) AS place FROM unnest(p_spent) WITH ORDINALITY v(s, o) WHERE s >> 20 >= p_at) f;
$$;

-- Spends for policies whose buckets stand one after another: p_policy has the policy of each bucket, p_want a number for each policy. In their
-- order, each policy gets as many as all of its buckets have left. Refunds come before. The result: what each policy got, the time of it,
-- and for each bucket how much of it is used now, the first and the last time that counts, and when less than its limit will count (0:
-- now). If rows were lost since p_epoch, nothing is spent, and o_granted is NULL.
CREATE OR REPLACE FUNCTION kit.spend(
  p_epoch uuid, p_bucket text[], p_limit int[], p_policy int[], p_want int[], p_back text[], p_back_at bigint[],
  OUT o_epoch uuid, OUT o_now bigint, OUT o_granted int[], OUT o_used int[], OUT o_first bigint[], OUT o_last bigint[],
  OUT o_free_at bigint[]
) LANGUAGE plpgsql AS $$
DECLARE
  v_buckets text[] := p_bucket || p_back;
  v_locked int;
  v_grant int;
BEGIN
  SELECT e.epoch INTO o_epoch FROM kit.spending_epoch e;
  IF o_epoch IS DISTINCT FROM p_epoch OR o_epoch IS NULL THEN RETURN; END IF;
  -- Always in one order, so that two calls never wait for each other.
  PERFORM FROM kit.spendings s WHERE s.bucket = ANY (v_buckets) ORDER BY s.bucket FOR UPDATE;
  GET DIAGNOSTICS v_locked = ROW_COUNT;
  IF v_locked < (SELECT count(DISTINCT b) FROM unnest(v_buckets) b) THEN
    INSERT INTO kit.spendings (bucket, spent) SELECT DISTINCT b, '{}'::bigint[] FROM unnest(v_buckets) b ORDER BY 1
      ON CONFLICT DO NOTHING;
    PERFORM FROM kit.spendings s WHERE s.bucket = ANY (v_buckets) ORDER BY s.bucket FOR UPDATE;
  END IF;
  o_now := kit.spending_now();
  FOR i IN 1 .. cardinality(p_back) LOOP
    UPDATE kit.spendings s SET spent = kit.spending_less(s.spent, p_back_at[i]) WHERE s.bucket = p_back[i];
  END LOOP;
  o_granted := '{}';
  FOR i IN 1 .. cardinality(p_want) LOOP
    SELECT greatest(0, least(p_want[i], min(u.most - coalesce(
             (SELECT sum(x & 1048575) FROM unnest(s.spent) x WHERE x >> 20 > o_now - 60000 AND x >> 20 <= o_now + 60000), 0)))) INTO v_grant
      FROM unnest(p_bucket, p_limit, p_policy) u(bucket, most, policy) JOIN kit.spendings s USING (bucket)
     WHERE u.policy = i;
    IF v_grant > 0 THEN
      UPDATE kit.spendings s SET spent = kit.spending_more(s.spent, o_now, u.most, v_grant)
        FROM unnest(p_bucket, p_limit, p_policy) u(bucket, most, policy)
       WHERE s.bucket = u.bucket AND u.policy = i;
    END IF;
    o_granted := o_granted || v_grant;
  END LOOP;
  SELECT array_agg(w.used ORDER BY w.ord), array_agg(w.first ORDER BY w.ord), array_agg(w.last ORDER BY w.ord),
         array_agg(w.free_at ORDER BY w.ord)
    INTO o_used, o_first, o_last, o_free_at
    FROM (SELECT u.ord, coalesce(max(c.running), 0) AS used, coalesce(min(c.at), 0) AS first, coalesce(max(c.at), 0) AS last,
                 -- The spending with which the window falls below its limit when it expires.
                 coalesce(min(c.at) FILTER (WHERE c.running > c.total - u.most) + 60000, 0)
                   * (coalesce(max(c.running), 0) >= u.most)::int AS free_at
            FROM unnest(p_bucket, p_limit) WITH ORDINALITY u(bucket, most, ord)
            JOIN kit.spendings s USING (bucket)
            LEFT JOIN LATERAL (
              SELECT x >> 20 AS at, sum(x & 1048575) OVER (ORDER BY o) AS running, sum(x & 1048575) OVER () AS total
                FROM unnest(s.spent) WITH ORDINALITY v(x, o)
               WHERE x >> 20 > o_now - 60000 AND x >> 20 <= o_now + 60000) c ON true
           GROUP BY u.ord, u.most) w;
END $$;

-- Puts back what a process granted itself: after rows were lost, and after it counted alone. p_age in milliseconds before now.
CREATE OR REPLACE FUNCTION kit.put_back_spendings(p_bucket text[], p_age int[], p_count int[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_now bigint := kit.spending_now();
BEGIN
  INSERT INTO kit.spendings AS s (bucket, spent)
  SELECT bucket, array_agg(((v_now + 1 - age) << 20) | count ORDER BY age DESC)
    FROM unnest(p_bucket, p_age, p_count) u(bucket, age, count) GROUP BY bucket ORDER BY bucket
  ON CONFLICT (bucket) DO UPDATE
    SET spent = ARRAY(SELECT x FROM unnest(s.spent || excluded.spent) x ORDER BY x);
END $$;

-- Says that this process serves, for so many milliseconds from now, and how many others do; o_alike: whether all of them count
-- together already. An epoch begins if there is none. o_age_ms: how long ago it began; every living process puts back what it had granted
-- soon afterwards.
CREATE OR REPLACE FUNCTION kit.beat(
  p_node uuid, p_version text, p_lease_ms int, p_shares boolean, p_epoch uuid,
  OUT o_others int, OUT o_alike boolean, OUT o_epoch uuid, OUT o_age_ms int
) LANGUAGE plpgsql AS $$
BEGIN
  -- Of two processes that begin at once, the second sees the first.
  LOCK TABLE kit.nodes IN SHARE ROW EXCLUSIVE MODE;
  INSERT INTO kit.nodes AS n (node_id, version, lease_until, pid, connected_at, shares)
  SELECT p_node, p_version, clock_timestamp() + p_lease_ms * interval '1 millisecond', a.pid, a.backend_start, p_shares
    FROM pg_stat_get_activity(pg_backend_pid()) a
  ON CONFLICT (node_id) DO UPDATE
    SET version = excluded.version, lease_until = excluded.lease_until, pid = excluded.pid,
        connected_at = excluded.connected_at, shares = excluded.shares;
  SELECT count(*), coalesce(bool_and(n.shares), true) INTO o_others, o_alike
    -- PostgreSQL hides from a role when the connections of another one began.
    FROM kit.nodes n JOIN pg_stat_get_activity(NULL) a
      ON a.pid = n.pid AND (a.backend_start = n.connected_at OR a.backend_start IS NULL)
   WHERE n.node_id <> p_node AND n.lease_until > clock_timestamp();
  INSERT INTO kit.spending_epoch (epoch, began_at) SELECT p_epoch, clock_timestamp()
   WHERE NOT EXISTS (SELECT FROM kit.spending_epoch) ON CONFLICT DO NOTHING;
  SELECT e.epoch, least(extract(epoch FROM clock_timestamp() - e.began_at) * 1000, 1000000)::int INTO o_epoch, o_age_ms
    FROM kit.spending_epoch e;
END $$;

-- Forgets windows that count nothing any more, and processes that ended without leaving.
CREATE OR REPLACE FUNCTION kit.sweep_spendings() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM kit.spendings s WHERE s.bucket IN (
    SELECT bucket FROM kit.spendings
     WHERE coalesce(spent[cardinality(spent)] >> 20, 0) <= kit.spending_now() - 60000
     ORDER BY bucket FOR UPDATE SKIP LOCKED);
  DELETE FROM kit.nodes WHERE lease_until < clock_timestamp() - interval '1 day';
END $$;
