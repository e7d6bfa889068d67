-- Whether a capped group of keys may spend this much on a day; counts it if p_use says that the order goes through. NULL caps are
-- no caps. The row lock makes it safe between tenants' batches.
CREATE OR REPLACE FUNCTION partners.use_caps(
  p_group uuid, p_day date, p_spend bigint, p_quantity bigint, p_max_spend bigint,
  p_max_quantity bigint, p_use boolean
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_usage record;
BEGIN
  INSERT INTO partners.key_usage (limit_group, day, spend, quantity)
  VALUES (p_group, p_day, 0, 0) ON CONFLICT DO NOTHING;
  SELECT u.spend + p_spend AS spend, u.quantity + p_quantity AS quantity INTO v_usage
    FROM partners.key_usage u WHERE u.limit_group = p_group AND u.day = p_day FOR UPDATE;
  IF v_usage.spend > p_max_spend OR v_usage.quantity > p_max_quantity THEN RETURN false; END IF;
  IF p_use THEN
    UPDATE partners.key_usage u SET spend = v_usage.spend, quantity = v_usage.quantity
     WHERE u.limit_group = p_group AND u.day = p_day;
  END IF;
  RETURN true;
END $$;
