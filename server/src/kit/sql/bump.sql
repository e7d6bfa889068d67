CREATE OR REPLACE FUNCTION kit.bump(p_topic text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE kit.versions SET version = version + 1 WHERE topic = p_topic;
  IF NOT FOUND THEN RAISE EXCEPTION 'no version topic %', p_topic; END IF;
END $$;
