-- A code is found by its id. Ids begin with the time of the import, so that the index grows at its end.
CREATE UNIQUE INDEX codes_id ON stock.codes (code_id);
