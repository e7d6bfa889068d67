-- What people call a key, so that they recognise it; null: nothing.
ALTER TABLE partners.keys ADD COLUMN name text CONSTRAINT keys_name CHECK (length(name) BETWEEN 1 AND 60);
