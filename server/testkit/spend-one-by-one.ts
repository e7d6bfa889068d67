/** `kit.spend` as `plain.spend`, which decides for one policy after another: slow, and plain. It counts in a table of its own. */
export const SPEND_ONE_BY_ONE = `
CREATE SCHEMA plain;
CREATE TABLE plain.spendings (bucket text PRIMARY KEY, spent bigint[] NOT NULL);
CREATE FUNCTION plain.counted(p_spent bigint[], p_now bigint) RETURNS bigint[] LANGUAGE sql AS $$
  SELECT coalesce(array_agg(s ORDER BY o), '{}') FROM unnest(p_spent) WITH ORDINALITY u(s, o)
   WHERE s >> 20 > p_now - 60000 AND s >> 20 <= p_now + 60000;
$$;
CREATE FUNCTION plain.more(p_spent bigint[], p_now bigint, p_limit int, p_count int) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  v_spent bigint[] := plain.counted(p_spent, p_now);
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
CREATE FUNCTION plain.less(p_spent bigint[], p_at bigint) RETURNS bigint[] LANGUAGE sql AS $$
  SELECT coalesce(array_agg(CASE WHEN o = place THEN s - 1 ELSE s END ORDER BY o)
                  FILTER (WHERE o IS DISTINCT FROM place OR s & 1048575 > 1), '{}')
    FROM unnest(p_spent) WITH ORDINALITY u(s, o),
         (SELECT min(o) AS place FROM unnest(p_spent) WITH ORDINALITY v(s, o) WHERE s >> 20 >= p_at) f;
$$;
CREATE FUNCTION plain.spend(
  p_epoch uuid, p_bucket text[], p_limit int[], p_policy int[], p_want int[], p_back text[], p_back_at bigint[],
  OUT o_epoch uuid, OUT o_now bigint, OUT o_granted int[], OUT o_used int[], OUT o_first bigint[], OUT o_last bigint[],
  OUT o_free_at bigint[]
) LANGUAGE plpgsql AS $$
DECLARE
  v_grant int;
BEGIN
  SELECT e.epoch INTO o_epoch FROM kit.spending_epoch e;
  IF o_epoch IS DISTINCT FROM p_epoch OR o_epoch IS NULL THEN RETURN; END IF;
  INSERT INTO plain.spendings SELECT DISTINCT b, '{}'::bigint[] FROM unnest(p_bucket || p_back) b ON CONFLICT DO NOTHING;
  o_now := kit.spending_now();
  FOR i IN 1 .. cardinality(p_back) LOOP
    UPDATE plain.spendings s SET spent = plain.less(s.spent, p_back_at[i]) WHERE s.bucket = p_back[i];
  END LOOP;
  o_granted := '{}';
  FOR i IN 1 .. cardinality(p_want) LOOP
    SELECT greatest(0, least(p_want[i], min(u.most - (
             SELECT coalesce(sum(x & 1048575), 0) FROM unnest(plain.counted(s.spent, o_now)) x)))) INTO v_grant
      FROM unnest(p_bucket, p_limit, p_policy) u(bucket, most, policy) JOIN plain.spendings s USING (bucket)
     WHERE u.policy = i;
    IF v_grant > 0 THEN
      UPDATE plain.spendings s SET spent = plain.more(s.spent, o_now, u.most, v_grant)
        FROM unnest(p_bucket, p_limit, p_policy) u(bucket, most, policy)
       WHERE s.bucket = u.bucket AND u.policy = i;
    END IF;
    o_granted := o_granted || v_grant;
  END LOOP;
  SELECT array_agg(w.used ORDER BY w.ord), array_agg(w.first ORDER BY w.ord), array_agg(w.last ORDER BY w.ord),
         array_agg(w.free_at ORDER BY w.ord)
    INTO o_used, o_first, o_last, o_free_at
    FROM (SELECT u.ord, coalesce(max(c.running), 0) AS used, coalesce(min(c.at), 0) AS first, coalesce(max(c.at), 0) AS last,
                 coalesce(min(c.at) FILTER (WHERE c.running > c.total - u.most) + 60000, 0)
                   * (coalesce(max(c.running), 0) >= u.most)::int AS free_at
            FROM unnest(p_bucket, p_limit) WITH ORDINALITY u(bucket, most, ord)
            JOIN plain.spendings s USING (bucket)
            LEFT JOIN LATERAL (
              SELECT x >> 20 AS at, sum(x & 1048575) OVER (ORDER BY o) AS running, sum(x & 1048575) OVER () AS total
                FROM unnest(plain.counted(s.spent, o_now)) WITH ORDINALITY v(x, o)) c ON true
           GROUP BY u.ord, u.most) w;
END $$;`;
