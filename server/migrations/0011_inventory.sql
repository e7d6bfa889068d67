-- After a crash or a fail-over PostgreSQL may give transaction ids again that were in use before but
-- never became durable, so `changed` must not be compared across one. An unlogged table is emptied
-- exactly then: its row names the stretch of time within which transaction ids can be compared. The
-- cluster is kept beside it, because a dump carries the row into another cluster.
CREATE UNLOGGED TABLE stock.epoch (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch text NOT NULL CHECK (epoch ~ '^[0-9a-z]{8}$'),
  cluster bigint NOT NULL
);
