-- Ways to pay in: bank accounts, and digital assets with addresses of which the operator has the keys elsewhere.
CREATE SCHEMA deposit_methods;

CREATE TABLE deposit_methods.methods (
  method_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('bank_transfer', 'digital_asset')),
  holder text,
  iban text CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  bic text CHECK (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
  bank text,
  currency text CHECK (currency ~ '^[A-Z]{3}$'),
  asset text,
  network text,
  -- In units of the asset: less is not credited. NULL: any amount is.
  minimum numeric CHECK (minimum > 0),
  confirmations int CHECK (confirmations BETWEEN 1 AND 1000),
  usual_time text NOT NULL CHECK (length(usual_time) BETWEEN 1 AND 100),
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  -- Where the money of all partners goes takes two people: until then no partner sees it.
  confirmed_at timestamptz,
  confirmed_by text,
  archived_at timestamptz,
  -- How many addresses were left when the staff were last told; NULL since an import: they were not.
  told_left int,
  UNIQUE (iban),
  UNIQUE (asset, network),
  CHECK ((kind = 'bank_transfer') =
    (holder IS NOT NULL AND iban IS NOT NULL AND bic IS NOT NULL AND bank IS NOT NULL AND currency IS NOT NULL)),
  CHECK ((kind = 'digital_asset') = (asset IS NOT NULL AND network IS NOT NULL AND confirmations IS NOT NULL)),
  CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL))
);

-- ISO 11649: what a partner writes beside its bank transfers, always the same.
CREATE TABLE deposit_methods.creditor_references (
  tenant_id int PRIMARY KEY,
  reference text NOT NULL UNIQUE CHECK (reference ~ '^RF[0-9]{14}$'),
  given_at timestamptz NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON deposit_methods.creditor_references
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- One address is one partner's for ever. It is listed once whatever the network: what was sent over the wrong one of two networks
-- that share a form must not reach somebody else.
CREATE TABLE deposit_methods.addresses (
  -- The canonical form: two spellings of one address are one row.
  address_key text PRIMARY KEY,
  address text NOT NULL,
  method_id uuid NOT NULL REFERENCES deposit_methods.methods,
  place bigint GENERATED ALWAYS AS IDENTITY,
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  confirmed_at timestamptz,
  confirmed_by text,
  tenant_id int,
  given_at timestamptz,
  UNIQUE (method_id, tenant_id),
  CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
  CHECK ((tenant_id IS NULL) = (given_at IS NULL)),
  CHECK (tenant_id IS NULL OR confirmed_at IS NOT NULL)
);
CREATE INDEX addresses_free ON deposit_methods.addresses (method_id, place)
  WHERE tenant_id IS NULL AND confirmed_at IS NOT NULL;
CREATE INDEX addresses_waiting ON deposit_methods.addresses (method_id) WHERE confirmed_at IS NULL;

CREATE FUNCTION deposit_methods.keep_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.address_key, NEW.address, NEW.method_id, NEW.added_by)
       IS DISTINCT FROM (OLD.address_key, OLD.address, OLD.method_id, OLD.added_by)
     OR (OLD.tenant_id IS NOT NULL AND NEW.tenant_id IS DISTINCT FROM OLD.tenant_id) THEN
    RAISE EXCEPTION 'an address is one partner''s for ever' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_address BEFORE UPDATE ON deposit_methods.addresses
  FOR EACH ROW EXECUTE FUNCTION deposit_methods.keep_address();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON deposit_methods.addresses
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- A deposit is a payment from when it is first seen. Those that were there were credited at once, by hand.
DROP TRIGGER append_only ON funding.deposits;
ALTER TABLE funding.deposits
  DROP CONSTRAINT deposits_tenant_id_reference_key,
  ALTER COLUMN amount DROP NOT NULL,
  ALTER COLUMN credited_by DROP NOT NULL,
  ADD COLUMN mode text CHECK (mode IN ('live', 'test')),
  ADD COLUMN method_id uuid,
  -- What the method was then: its kind, or `other` without one, and the network of an asset.
  ADD COLUMN method text NOT NULL DEFAULT 'other' CHECK (method IN ('bank_transfer', 'digital_asset', 'other')),
  ADD COLUMN network text,
  ADD COLUMN reference_key text,
  ADD COLUMN status text,
  ADD COLUMN sent_amount numeric CHECK (sent_amount > 0),
  ADD COLUMN sent_currency text,
  ADD COLUMN confirmations int CHECK (confirmations >= 0),
  ADD COLUMN confirmations_required int,
  ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 500),
  ADD COLUMN recorded_by text,
  -- Who said how much is credited.
  ADD COLUMN amount_by text,
  ADD COLUMN changed_at timestamptz,
  ADD COLUMN credited_at timestamptz,
  ADD COLUMN reversed_at timestamptz,
  ADD COLUMN reversed_by text;
UPDATE funding.deposits d
   SET mode = t.mode, status = 'credited', sent_currency = d.currency, recorded_by = d.credited_by,
       amount_by = d.credited_by, changed_at = d.created_at, credited_at = d.created_at
  FROM partners.tenants t WHERE t.tenant_id = d.tenant_id;
-- One reference could be used for several partners: the first of them has it.
UPDATE funding.deposits d
   SET reference_key = CASE WHEN n.number = 1 THEN n.key ELSE n.key || ' ' || d.deposit_id END
  FROM (SELECT deposit_id, key, row_number() OVER (PARTITION BY mode, key ORDER BY created_at, deposit_id) AS number
          FROM (SELECT deposit_id, mode, created_at,
                       lower(regexp_replace(normalize(reference, NFKC), '\s', '', 'g')) AS key
                  FROM funding.deposits) k) n
 WHERE n.deposit_id = d.deposit_id;
ALTER TABLE funding.deposits
  ALTER COLUMN method DROP DEFAULT,
  ALTER COLUMN mode SET NOT NULL,
  ALTER COLUMN reference_key SET NOT NULL,
  ALTER COLUMN status SET NOT NULL,
  ALTER COLUMN sent_currency SET NOT NULL,
  ALTER COLUMN recorded_by SET NOT NULL,
  ALTER COLUMN changed_at SET NOT NULL,
  ADD CONSTRAINT deposits_status CHECK (status IN
    ('seen', 'confirming', 'credited', 'in_review', 'rejected', 'reversed')),
  -- One payment is one deposit, whoever records it how often.
  ADD CONSTRAINT deposits_once UNIQUE NULLS NOT DISTINCT (mode, method_id, reference_key),
  ADD CONSTRAINT deposits_credited CHECK ((status IN ('credited', 'reversed')) = (credited_at IS NOT NULL)
    AND (credited_at IS NULL) = (credited_by IS NULL) AND (credited_at IS NULL OR amount IS NOT NULL)),
  ADD CONSTRAINT deposits_reversed CHECK ((status = 'reversed') = (reversed_at IS NOT NULL)
    AND (reversed_at IS NULL) = (reversed_by IS NULL)),
  ADD CONSTRAINT deposits_reason CHECK (status NOT IN ('in_review', 'rejected', 'reversed') OR reason IS NOT NULL),
  ADD CONSTRAINT deposits_method CHECK ((method = 'other') = (method_id IS NULL)
    AND (method = 'digital_asset') = (network IS NOT NULL) AND (method = 'other' OR sent_amount IS NOT NULL)),
  ADD CONSTRAINT deposits_confirming CHECK (status <> 'confirming'
    OR (confirmations IS NOT NULL AND confirmations_required IS NOT NULL)),
  ADD CONSTRAINT deposits_amount_by CHECK ((amount IS NULL) = (amount_by IS NULL));
CREATE INDEX deposits_of_tenant ON funding.deposits (tenant_id, deposit_id);
CREATE INDEX deposits_waiting ON funding.deposits (deposit_id) WHERE status IN ('seen', 'confirming', 'in_review');
CREATE INDEX deposits_by_reference ON funding.deposits (mode, reference_key);

CREATE FUNCTION funding.keep_deposit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.deposit_id, NEW.tenant_id, NEW.mode, NEW.method_id, NEW.method, NEW.network, NEW.reference_key, NEW.sent_amount, NEW.sent_currency,
      NEW.currency, NEW.recorded_by, NEW.created_at)
       IS DISTINCT FROM (OLD.deposit_id, OLD.tenant_id, OLD.mode, OLD.method_id, OLD.method, OLD.network, OLD.reference_key, OLD.sent_amount,
      OLD.sent_currency, OLD.currency, OLD.recorded_by, OLD.created_at) THEN
    RAISE EXCEPTION 'what was paid does not change' USING ERRCODE = '23514';
  END IF;
  IF OLD.credited_at IS NOT NULL
     AND (NEW.amount, NEW.credited_at, NEW.credited_by) IS DISTINCT FROM (OLD.amount, OLD.credited_at, OLD.credited_by) THEN
    RAISE EXCEPTION 'what was credited does not change' USING ERRCODE = '23514';
  END IF;
  IF OLD.status = 'reversed' OR (OLD.status = 'credited' AND NEW.status <> 'reversed') THEN
    RAISE EXCEPTION 'a deposit that is % stays so', OLD.status USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_deposit BEFORE UPDATE ON funding.deposits
  FOR EACH ROW EXECUTE FUNCTION funding.keep_deposit();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON funding.deposits
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- A payment that its bank takes back is taken back here, even if the money is spent: only that may push a balance further below zero
-- than its credit limit, and by no more than this.
ALTER TABLE ledger.transfers DROP CONSTRAINT transfers_kind_check,
  ADD CONSTRAINT transfers_kind_check CHECK (kind IN
    ('order', 'hold', 'capture', 'release', 'deposit', 'reversal', 'refund', 'return', 'adjustment'));
ALTER TABLE ledger.accounts
  ADD COLUMN overdrawn bigint NOT NULL DEFAULT 0 CHECK (overdrawn >= 0),
  ADD CONSTRAINT accounts_overdrawn CHECK (kind = 'available' OR overdrawn = 0),
  DROP CONSTRAINT accounts_check3,
  ADD CONSTRAINT accounts_spendable CHECK (balance >= -credit_limit - overdrawn);
