-- A data key cannot be deleted while something is sealed under it. Triggers and no foreign keys: the key may be written after what it seals.
CREATE FUNCTION stock.keep_data_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM gone g JOIN stock.lots l ON l.lot_id = g.data_key_id) THEN
    RAISE EXCEPTION 'stock: the codes of a lot are sealed under this key' USING ERRCODE = '23503';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER lots_need_it AFTER DELETE ON vault.data_keys REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION stock.keep_data_keys();

CREATE FUNCTION files.keep_data_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM gone g JOIN files.files f ON f.file_id = g.data_key_id) THEN
    RAISE EXCEPTION 'files: a file is sealed under this key' USING ERRCODE = '23503';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER files_need_it AFTER DELETE ON vault.data_keys REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION files.keep_data_keys();

CREATE FUNCTION partners.keep_data_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM gone g JOIN partners.waiting_keys w ON w.key_id = g.data_key_id) THEN
    RAISE EXCEPTION 'partners: a pending key is sealed under this key' USING ERRCODE = '23503';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER waiting_keys_need_it AFTER DELETE ON vault.data_keys REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION partners.keep_data_keys();
