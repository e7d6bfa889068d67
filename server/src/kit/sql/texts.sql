-- A version 7 UUID (RFC 9562) of this instant, for an id that the caller could not supply.
CREATE OR REPLACE FUNCTION kit.new_uuid(p_at timestamptz) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_milliseconds bytea := substring(int8send(round(extract(epoch FROM p_at) * 1000)::bigint) FROM 3);
  v_bytes bytea := overlay(uuid_send(gen_random_uuid()) PLACING v_milliseconds FROM 1 FOR 6);
BEGIN
  RETURN encode(set_byte(v_bytes, 6, (get_byte(v_bytes, 6) & 15) | 112), 'hex')::uuid;
END $$;

-- Minor units as a decimal: 4625, 2 gives 46.25.
CREATE OR REPLACE FUNCTION kit.money_text(p_minor bigint, p_decimals int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_digits text := abs(p_minor)::text;
BEGIN
  IF p_decimals = 0 THEN RETURN p_minor::text; END IF;
  v_digits := lpad(v_digits, greatest(length(v_digits), p_decimals + 1), '0');
  RETURN CASE WHEN p_minor < 0 THEN '-' ELSE '' END || left(v_digits, -p_decimals) || '.'
         || right(v_digits, p_decimals);
END $$;
