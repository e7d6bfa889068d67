-- The write-ahead log since a backup, stored beside it piece by piece, so that a restore can go on to any later time.
ALTER TABLE backups.schedule ADD COLUMN archives_wal boolean NOT NULL DEFAULT false;
CREATE TABLE backups.wal_archives (
  -- The folder that has the pieces, in `place`.
  name text PRIMARY KEY,
  place text NOT NULL,
  recipients text[] NOT NULL CONSTRAINT wal_archives_recipients CHECK (cardinality(recipients) BETWEEN 1 AND 10),
  -- The replication slot that keeps the log in the database until it is stored.
  slot text NOT NULL,
  timeline int NOT NULL,
  -- Times of this table are those of PostgreSQL's own clock, which commits have in the log.
  began_at timestamptz NOT NULL,
  -- Until where the log is stored, and the number of the piece that ends there.
  position pg_lsn NOT NULL,
  sequence int NOT NULL DEFAULT 0 CONSTRAINT wal_archives_sequence CHECK (sequence >= 0),
  -- The oldest piece that has not been removed.
  first_sequence int NOT NULL DEFAULT 1 CONSTRAINT wal_archives_first CHECK (first_sequence >= 1),
  -- Written before each look at the log, so that every piece ends with a commit of a known time.
  looked_at timestamptz,
  -- All that was committed before is stored.
  until timestamptz,
  failure text,
  ended_at timestamptz
);
CREATE UNIQUE INDEX wal_archives_open ON backups.wal_archives ((true)) WHERE ended_at IS NULL;
-- The archive of a backup, and the last piece in it that ended before the backup began.
ALTER TABLE backups.made ADD COLUMN wal_archive text, ADD COLUMN wal_sequence int;
