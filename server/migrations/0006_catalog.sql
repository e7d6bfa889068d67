CREATE SCHEMA catalog;

CREATE TABLE catalog.regions (
  region text PRIMARY KEY CHECK (region ~ '^[A-Z]{2}$'),
  name text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$')
);

-- What a product is never changes: an order keeps what it was sold as through this row.
CREATE TABLE catalog.products (
  product_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku text NOT NULL UNIQUE,
  region text NOT NULL REFERENCES catalog.regions,
  denomination_milli bigint NOT NULL CHECK (denomination_milli > 0),
  face_currency text NOT NULL CHECK (face_currency ~ '^[A-Z]{3}$'),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'retired')),
  min_quantity int NOT NULL DEFAULT 1 CHECK (min_quantity >= 1),
  max_quantity int NOT NULL DEFAULT 500 CHECK (max_quantity >= min_quantity),
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  changed_at timestamptz NOT NULL,
  UNIQUE (region, denomination_milli)
);

CREATE FUNCTION catalog.keep_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (old.sku, old.region, old.denomination_milli, old.face_currency)
     IS DISTINCT FROM (new.sku, new.region, new.denomination_milli, new.face_currency) THEN
    RAISE EXCEPTION 'what product % is cannot change', old.sku USING ERRCODE = '42501';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER keep_identity BEFORE UPDATE ON catalog.products
  FOR EACH ROW EXECUTE FUNCTION catalog.keep_identity();
CREATE TRIGGER keep_rows BEFORE DELETE OR TRUNCATE ON catalog.products
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- List prices, minor units of `currency`. A product without a price in it is not listed.
CREATE TABLE catalog.prices (
  product_id int NOT NULL REFERENCES catalog.products,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  list_price bigint NOT NULL CHECK (list_price > 0),
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (product_id, currency)
);

-- A partner's own price replaces list and tier. A removed one stays with unit_price NULL: whoever
-- asks what changed must see that it did.
CREATE TABLE catalog.partner_prices (
  partner_id uuid NOT NULL,
  product_id int NOT NULL REFERENCES catalog.products,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  unit_price bigint CHECK (unit_price > 0),
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (partner_id, product_id, currency)
);

CREATE TABLE catalog.tiers (
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  volume_30d bigint NOT NULL CHECK (volume_30d >= 0),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  discount_bps int NOT NULL CHECK (discount_bps BETWEEN 0 AND 10000),
  PRIMARY KEY (currency, volume_30d),
  UNIQUE (currency, name)
);
