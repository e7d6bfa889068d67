-- The figures behind the public status page: what each process measured in a minute, rolled up by day, and incidents.
CREATE SCHEMA status;

CREATE TABLE status.minutes (
  part text NOT NULL,
  minute timestamptz NOT NULL,
  calls bigint NOT NULL CHECK (calls >= 0),
  failures bigint NOT NULL CHECK (failures BETWEEN 0 AND calls),
  -- How many calls took at most each bound of the histogram, and above the last: not cumulative.
  times bigint[] NOT NULL,
  PRIMARY KEY (part, minute)
);

CREATE TABLE status.days (
  part text NOT NULL,
  day date NOT NULL,
  -- The first minute of the day that was measured.
  began timestamptz NOT NULL,
  measured integer NOT NULL CHECK (measured BETWEEN 1 AND 1440),
  down integer NOT NULL CHECK (down BETWEEN 0 AND measured),
  calls bigint NOT NULL,
  failures bigint NOT NULL,
  times bigint[] NOT NULL,
  PRIMARY KEY (part, day)
);

CREATE TABLE status.incidents (
  incident_id uuid PRIMARY KEY,
  title text NOT NULL,
  parts text[] NOT NULL CHECK (cardinality(parts) > 0),
  impact text NOT NULL CHECK (impact IN ('degraded', 'down')),
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL
);

CREATE TABLE status.incident_updates (
  incident_id uuid NOT NULL REFERENCES status.incidents,
  sequence integer NOT NULL CHECK (sequence > 0),
  step text NOT NULL CHECK (step IN ('investigating', 'identified', 'monitoring', 'resolved')),
  text text NOT NULL,
  written_at timestamptz NOT NULL,
  written_by text NOT NULL,
  PRIMARY KEY (incident_id, sequence)
);
