-- What every module stands on: change versions that processes poll, and idempotency records.
CREATE SCHEMA kit;

CREATE TABLE kit.versions (
  topic text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 0
);
INSERT INTO kit.versions (topic) VALUES ('partners'), ('catalog');

-- One row per successful keyed request, written in the transaction of its effect.
CREATE TABLE kit.idempotency (
  tenant_id int NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
  operation text NOT NULL,
  resource uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_created_at ON kit.idempotency USING brin (created_at);

CREATE FUNCTION kit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', tg_table_schema || '.' || tg_table_name
    USING ERRCODE = '42501';
END $$;
