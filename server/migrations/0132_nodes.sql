-- API processes that serve on this database now (decision 55). The lease is in the database's time.
CREATE TABLE kit.nodes (
  node_id uuid PRIMARY KEY,
  version text NOT NULL,
  lease_until timestamptz NOT NULL,
  -- Its connection: a process that was killed is gone before its lease ends.
  pid int NOT NULL,
  connected_at timestamptz NOT NULL,
  -- Whether this process counts request limits together with the others.
  shares boolean NOT NULL
);

-- What was spent of each request limit in the last 60 seconds, while several processes count together. Unlogged: these rows cost no
-- wait for the disk. They are empty after a crash, and then every process puts back what it has granted.
CREATE UNLOGGED TABLE kit.spendings (
  bucket text PRIMARY KEY,
  -- Each element holds the milliseconds since 1970 in its upper bits and how many were spent then in the lower 20.
  spent bigint[] NOT NULL,
  CONSTRAINT spendings_one_dimension CHECK (coalesce(array_ndims(spent), 1) = 1)
) WITH (fillfactor = 50);

-- One row while the table above has lost nothing.
CREATE UNLOGGED TABLE kit.spending_epoch (
  only_row boolean PRIMARY KEY DEFAULT true,
  epoch uuid NOT NULL,
  began_at timestamptz NOT NULL,
  CONSTRAINT spending_epoch_one_row CHECK (only_row)
);
