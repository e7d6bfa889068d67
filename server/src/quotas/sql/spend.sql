-- Spends from an owner's quota of a day, or nothing if too little is left; returns the limit that applies and its use.
DROP FUNCTION IF EXISTS quotas.spend(text, text, date, bigint, bigint);
CREATE OR REPLACE FUNCTION quotas.spend(
  p_name text, p_owner text, p_day date, p_amount bigint, p_default bigint, p_times int
) RETURNS TABLE (spent boolean, per_day bigint, used bigint) LANGUAGE plpgsql AS $$
DECLARE
  v_limit bigint := coalesce((SELECT l.per_day FROM quotas.limits l WHERE l.name = p_name), p_default) * p_times;
  v_used bigint;
BEGIN
  IF p_amount <= v_limit THEN
    INSERT INTO quotas.uses AS u (name, owner, day, used) VALUES (p_name, p_owner, p_day, p_amount)
    ON CONFLICT (name, owner, day) DO UPDATE SET used = u.used + excluded.used
      WHERE u.used + excluded.used <= v_limit
    RETURNING u.used INTO v_used;
    IF v_used IS NOT NULL THEN
      RETURN QUERY SELECT true, v_limit, v_used;
      RETURN;
    END IF;
  END IF;
  RETURN QUERY SELECT false, v_limit, coalesce(
    (SELECT u.used FROM quotas.uses u WHERE u.name = p_name AND u.owner = p_owner AND u.day = p_day), 0);
END $$;
