-- What one owner may make grow in one day: what the operator set instead of the default, and what is used.
CREATE SCHEMA quotas;

CREATE TABLE quotas.limits (
  name text PRIMARY KEY,
  per_day bigint NOT NULL CHECK (per_day >= 0),
  set_at timestamptz NOT NULL
);

CREATE TABLE quotas.uses (
  name text NOT NULL,
  owner text NOT NULL,
  day date NOT NULL,
  used bigint NOT NULL CHECK (used >= 0),
  PRIMARY KEY (name, owner, day)
);
CREATE INDEX uses_day ON quotas.uses (day);
