-- Looks at the log are counted, because a clock can run backwards; and why it is not stored is kept also while no archive is open.
ALTER TABLE backups.wal_archives ADD COLUMN looks int NOT NULL DEFAULT 0;
ALTER TABLE backups.schedule ADD COLUMN wal_failure text;
