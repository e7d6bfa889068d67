CREATE SCHEMA partners;

CREATE TABLE partners.partners (
  partner_id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  country text CHECK (country ~ '^[A-Z]{2}$'),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  approved_at timestamptz,
  suspended_at timestamptz,
  suspended_reason text,
  -- Minor units. All open invoice orders together stay within invoice_limit; an order above
  -- approval_limit waits for a person; NULL means there is no such limit.
  invoice_limit bigint NOT NULL DEFAULT 0 CHECK (invoice_limit >= 0),
  approval_limit bigint CHECK (approval_limit >= 0),
  low_balance bigint CHECK (low_balance >= 0),
  -- Caps over all keys of the partner; NULL is three times the largest limit among its keys.
  requests_per_minute int CHECK (requests_per_minute BETWEEN 1 AND 3000000),
  orders_per_minute int CHECK (orders_per_minute BETWEEN 1 AND 3000000),
  public_key text,
  created_at timestamptz NOT NULL,
  CHECK ((suspended_at IS NULL) = (suspended_reason IS NULL))
);

-- A partner in one mode. Live and test data meet nowhere below this row.
CREATE TABLE partners.tenants (
  tenant_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES partners.partners,
  mode text NOT NULL CHECK (mode IN ('live', 'test')),
  -- The tier in force, stored; recomputed hourly and when tiers change.
  tier text NOT NULL DEFAULT '',
  discount_bps int NOT NULL DEFAULT 0 CHECK (discount_bps BETWEEN 0 AND 10000),
  volume_30d bigint NOT NULL DEFAULT 0 CHECK (volume_30d >= 0),
  priced_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  UNIQUE (partner_id, mode)
);

CREATE TABLE partners.keys (
  key_id uuid PRIMARY KEY,
  tenant_id int NOT NULL REFERENCES partners.tenants,
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  prefix text NOT NULL,
  suffix text NOT NULL,
  scopes text[] NOT NULL,
  allow_cidr text[] NOT NULL DEFAULT '{}',
  requests_per_minute int NOT NULL CHECK (requests_per_minute BETWEEN 1 AND 1000000),
  orders_per_minute int NOT NULL CHECK (orders_per_minute BETWEEN 1 AND 1000000),
  daily_spend bigint CHECK (daily_spend >= 0),
  daily_quantity bigint CHECK (daily_quantity >= 0),
  -- Keys that replaced one another share their rate limits and daily caps.
  limit_group uuid NOT NULL,
  replaces uuid REFERENCES partners.keys,
  expires_at timestamptz,
  revoked_at timestamptz,
  revoked_reason text,
  created_at timestamptz NOT NULL
);
CREATE INDEX keys_tenant ON partners.keys (tenant_id);

-- What a capped limit group has bought on a UTC day.
CREATE TABLE partners.key_usage (
  limit_group uuid NOT NULL,
  day date NOT NULL,
  spend bigint NOT NULL CHECK (spend >= 0),
  quantity bigint NOT NULL CHECK (quantity >= 0),
  PRIMARY KEY (limit_group, day)
) WITH (fillfactor = 50);
