-- Request limits that several processes count together (decision 55). Times are the database's own, in whole milliseconds since 1970:
-- one clock for all processes. A spending is stored rounded up and compared with the time rounded down, so nothing is released early.
-- An element of a window holds its time in the upper bits and how many were spent then in the lower 20. Elements are in the order of their
-- times, so what has expired is at the beginning, and what a clock that was set back has made future is at the end: both are found by
-- bisection (width_bucket), and what counts is the total of the row less those few.

CREATE OR REPLACE FUNCTION kit.spending_now() RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint;
$$;

DROP FUNCTION IF EXISTS kit.spending_more(bigint[], bigint, int, int);
DROP FUNCTION IF EXISTS kit.spendings_of(bigint[], bigint);

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
-- A clock that was set back by more than a minute begins the window anew. Large limits share an element for a quarter of a second, which has
-- the latest of their times: so no window has more than some 240 elements.
-- Arrays have an element for each bucket: v_row its row, v_gone how many elements have expired, v_size how many have not been made future,
-- v_newest the last one of those (0: none counts), v_more what this call spends.
CREATE OR REPLACE FUNCTION kit.spend(
  p_epoch uuid, p_bucket text[], p_limit int[], p_policy int[], p_want int[], p_back text[], p_back_at bigint[],
  OUT o_epoch uuid, OUT o_now bigint, OUT o_granted int[], OUT o_used int[], OUT o_first bigint[], OUT o_last bigint[],
  OUT o_free_at bigint[]
) LANGUAGE plpgsql SET plan_cache_mode = 'force_generic_plan' SET enable_seqscan = 'off' AS $$
DECLARE
  v_rows int;
  v_row tid[];
  v_gone int[];
  v_size int[];
  v_newest bigint[];
  v_more int[];
  v_is_enough boolean;
  v_most int[];
  v_place int[];
  v_grant int;
  v_from int := 1;
  v_to int;
BEGIN
  SELECT e.epoch INTO o_epoch FROM kit.spending_epoch e WHERE e.only_row;
  IF o_epoch IS DISTINCT FROM p_epoch OR o_epoch IS NULL THEN RETURN; END IF;
  -- Always in one order, so that two calls never wait for each other.
  IF cardinality(p_back) > 0 THEN
    PERFORM FROM kit.spendings s WHERE s.bucket = ANY (p_bucket || p_back) ORDER BY s.bucket FOR UPDATE;
    FOR i IN 1 .. cardinality(p_back) LOOP
      UPDATE kit.spendings s SET spent = kit.spending_less(s.spent, p_back_at[i]), total = NULL WHERE s.bucket = p_back[i];
    END LOOP;
  END IF;
  LOOP
    WITH locked AS MATERIALIZED (
      SELECT s.ctid AS row, s.bucket, s.spent, s.total FROM kit.spendings s
       WHERE s.bucket = ANY (p_bucket) ORDER BY s.bucket FOR UPDATE
    ), clock AS MATERIALIZED (
      -- Read when all of them are locked.
      SELECT kit.spending_now() AS now, count(*)::int AS rows FROM locked
    )
    SELECT min(f.now), min(f.rows), array_agg(f.row), array_agg(f.gone), array_agg(f.size), array_agg(f.used), array_agg(f.first),
           array_agg(f.newest), array_agg(f.want), bool_and(f.used + f.want <= f.most)
      INTO o_now, v_rows, v_row, v_gone, v_size, o_used, o_first, v_newest, v_more, v_is_enough
      FROM (SELECT c.now, c.rows, u.most, p_want[u.policy] AS want, s.row, w.gone, w.size,
                   CASE WHEN s.total IS NULL OR w.size < cardinality(s.spent) OR w.gone > w.size / 2
                        THEN (SELECT coalesce(sum((x & 1048575)::int), 0)::int FROM unnest(s.spent[w.gone + 1:w.size]) x)
                        WHEN w.gone = 0 THEN s.total
                        ELSE s.total - (SELECT sum((x & 1048575)::int)::int FROM unnest(s.spent[:w.gone]) x) END AS used,
                   CASE WHEN w.size > w.gone THEN s.spent[w.gone + 1] >> 20 ELSE 0 END AS first,
                   CASE WHEN w.size > w.gone THEN s.spent[w.size] ELSE 0 END AS newest
              FROM clock c CROSS JOIN unnest(p_bucket, p_limit, p_policy) WITH ORDINALITY u(bucket, most, policy, ord)
              LEFT JOIN locked s USING (bucket)
              CROSS JOIN LATERAL (SELECT width_bucket(((c.now - 60000) << 20) | 1048575, s.spent) AS gone,
                                         width_bucket(((c.now + 60000) << 20) | 1048575, s.spent) AS size) w
             ORDER BY u.ord) f;
    EXIT WHEN array_position(v_row, NULL) IS NULL;
    INSERT INTO kit.spendings (bucket, spent) SELECT DISTINCT b, '{}'::bigint[] FROM unnest(p_bucket) b ORDER BY 1
      ON CONFLICT DO NOTHING;
  END LOOP;
  v_most := p_limit;
  IF v_is_enough AND v_rows = cardinality(p_bucket) THEN
    -- No two policies share a bucket, and each has enough.
    o_granted := p_want;
  ELSE
    -- Where policies share a bucket, each sees what those before it got: that is counted in the first place of the bucket.
    v_place := ARRAY(SELECT array_position(v_row, r.row) FROM unnest(v_row) WITH ORDINALITY r(row, ord) ORDER BY r.ord);
    v_more := array_fill(0, ARRAY[cardinality(v_row)]);
    o_granted := '{}';
    FOR i IN 1 .. cardinality(p_want) LOOP
      v_grant := p_want[i];
      v_to := v_from;
      WHILE p_policy[v_to] = i LOOP
        v_grant := least(v_grant, p_limit[v_to] - o_used[v_to] - v_more[v_place[v_to]]);
        v_to := v_to + 1;
      END LOOP;
      o_granted := o_granted || greatest(v_grant, 0);
      IF v_grant > 0 THEN
        FOR j IN v_from .. v_to - 1 LOOP
          IF v_more[v_place[j]] = 0 THEN v_most[v_place[j]] := p_limit[j]; END IF;
          v_more[v_place[j]] := v_more[v_place[j]] + v_grant;
        END LOOP;
      END IF;
      v_from := v_to;
    END LOOP;
    SELECT array_agg(v_more[p.place] ORDER BY p.ord), array_agg(v_most[p.place] ORDER BY p.ord) INTO v_more, v_most
      FROM unnest(v_place) WITH ORDINALITY p(place, ord);
  END IF;
  SELECT array_agg(n.used ORDER BY n.ord), array_agg(n.first ORDER BY n.ord), array_agg(n.newest >> 20 ORDER BY n.ord),
         -- The spending with which the window falls below its limit when it expires; of more than the limit, that is not the first one.
         array_agg(CASE WHEN n.used < n.most OR n.used = 0 THEN 0 WHEN n.used = n.most THEN n.first + 60000 END ORDER BY n.ord),
         array_agg(n.size - n.joins ORDER BY n.ord), array_agg(n.newest ORDER BY n.ord)
    INTO o_used, o_first, o_last, o_free_at, v_size, v_newest
    FROM (SELECT e.ord, e.most, e.size, e.used + e.more AS used, j.joins,
                 CASE WHEN e.more > 0 AND e.size - j.joins = e.gone THEN a.at ELSE e.first END AS first,
                 CASE WHEN e.more > 0 THEN (a.at << 20) | (a.latest * j.joins + e.more) ELSE e.newest END AS newest
            FROM unnest(v_gone, v_size, o_first, v_newest, o_used, v_more, v_most, p_limit)
                 WITH ORDINALITY e(gone, size, first, newest, used, more, width_of, most, ord),
                 LATERAL (SELECT e.newest & 1048575 AS latest, greatest(o_now + 1, e.newest >> 20) AS at,
                                 CASE WHEN e.width_of <= 240 THEN 1 ELSE 250 END AS width) a,
                 LATERAL (SELECT (e.newest > 0 AND e.more > 0 AND a.latest + e.more <= 1048575
                                  AND (e.newest >> 20) / a.width = a.at / a.width)::int AS joins) j) n;
  -- Policies that share a bucket have the same for it.
  UPDATE kit.spendings s SET spent = s.spent[n.gone + 1:n.size] || ARRAY[n.newest], total = n.used
    FROM unnest(v_row, v_gone, v_size, v_newest, o_used, v_more) n(row, gone, size, newest, used, more)
   WHERE s.ctid = n.row AND n.more > 0;
  IF array_position(o_free_at, NULL) IS NOT NULL THEN
    o_free_at := ARRAY(
      SELECT coalesce(e.free_at, (
               SELECT min(c.at) + 60000
                 FROM (SELECT x >> 20 AS at, sum(x & 1048575) OVER (ORDER BY o) AS running
                         FROM kit.spendings s, unnest(s.spent) WITH ORDINALITY v(x, o)
                        WHERE s.bucket = e.bucket AND x >> 20 > o_now - 60000 AND x >> 20 <= o_now + 60000) c
                WHERE c.running > e.used - e.most))
        FROM unnest(o_free_at, p_bucket, o_used, p_limit) WITH ORDINALITY e(free_at, bucket, used, most, ord) ORDER BY e.ord);
  END IF;
END $$;

-- A window in the order of its times. Of more than 240 elements those of a quarter of a second become one, as in a window of a large limit.
CREATE OR REPLACE FUNCTION kit.spendings_in_order(p_spent bigint[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN cardinality(p_spent) <= 240 THEN ARRAY(SELECT x FROM unnest(p_spent) x ORDER BY x)
              ELSE ARRAY(SELECT (max(x >> 20) << 20) | sum((x & 1048575)::int) FROM unnest(p_spent) x GROUP BY (x >> 20) / 250 ORDER BY 1)
         END;
$$;

-- Puts back what a process granted itself: after rows were lost, and after it counted alone. p_age in milliseconds before now.
CREATE OR REPLACE FUNCTION kit.put_back_spendings(p_bucket text[], p_age int[], p_count int[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_now bigint := kit.spending_now();
BEGIN
  INSERT INTO kit.spendings AS s (bucket, spent)
  SELECT bucket, kit.spendings_in_order(array_agg(((v_now + 1 - age) << 20) | count))
    FROM unnest(p_bucket, p_age, p_count) u(bucket, age, count) GROUP BY bucket ORDER BY bucket
  ON CONFLICT (bucket) DO UPDATE SET spent = kit.spendings_in_order(s.spent || excluded.spent), total = NULL;
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
