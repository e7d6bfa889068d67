-- One row that is written to see whether anything can be committed.
CREATE TABLE kit.commit_probe (
  only_row bool PRIMARY KEY DEFAULT true CHECK (only_row),
  commits bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
INSERT INTO kit.commit_probe DEFAULT VALUES;
