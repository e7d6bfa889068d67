-- The letters and digits of a name, in lower case; null if it has none, so that two names of marks alone are not the same.
CREATE OR REPLACE FUNCTION partners.plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(regexp_replace(lower(name), '[^[:alnum:]]', '', 'g'), '')
$$;
