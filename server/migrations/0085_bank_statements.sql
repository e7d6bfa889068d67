-- Statements of the operator's bank accounts, and which deposits their lines are.
CREATE SCHEMA bank_statements;

CREATE TABLE bank_statements.accounts (
  account_id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 140),
  -- IBAN, or the number as the bank writes it; NULL: its files do not name it.
  number text CONSTRAINT bank_accounts_number CHECK (number ~ '^[A-Z0-9]{1,34}$'),
  currency text NOT NULL CONSTRAINT bank_accounts_currency CHECK (currency ~ '^[A-Z]{3}$'),
  -- What the columns of its CSV files are.
  csv_map jsonb,
  added_at timestamptz NOT NULL,
  added_by text NOT NULL
);
CREATE UNIQUE INDEX bank_accounts_once ON bank_statements.accounts (number, currency) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX bank_accounts_names ON bank_statements.accounts (lower(name));

CREATE TABLE bank_statements.statements (
  statement_id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES bank_statements.accounts,
  format text NOT NULL CHECK (length(format) BETWEEN 1 AND 40),
  file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
  -- The bank's own id of the statement.
  bank_id text CHECK (length(bank_id) BETWEEN 1 AND 140),
  -- Of its period, balances and lines: the same statement is imported once, in whatever file.
  fingerprint bytea NOT NULL CONSTRAINT bank_statements_fingerprint CHECK (length(fingerprint) = 32),
  from_on date NOT NULL,
  to_on date NOT NULL,
  opening bigint,
  closing bigint,
  -- Entries that the bank has not booked yet: they are in a later statement.
  pending int NOT NULL CHECK (pending >= 0),
  imported_by text NOT NULL,
  imported_at timestamptz NOT NULL,
  UNIQUE (account_id, fingerprint),
  CONSTRAINT bank_statements_period CHECK (from_on <= to_on),
  CONSTRAINT bank_statements_balances CHECK ((opening IS NULL) = (closing IS NULL))
);
CREATE INDEX bank_statements_by_period ON bank_statements.statements (account_id, to_on);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_statements.statements
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

CREATE TABLE bank_statements.lines (
  line_id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES bank_statements.accounts,
  -- The name of this payment for ever: what a deposit of it has as its reference.
  outside_id text NOT NULL CHECK (length(outside_id) BETWEEN 1 AND 120),
  -- Of what makes two lines equal: equal ones are told apart by how many there are.
  content_key bytea NOT NULL CONSTRAINT bank_lines_content_key CHECK (length(content_key) = 32),
  booked_on date NOT NULL,
  value_on date,
  -- Minor units; below 0: money that left the account.
  amount bigint NOT NULL CONSTRAINT bank_lines_amount CHECK (amount <> 0),
  payer text NOT NULL,
  payer_account text NOT NULL,
  text text NOT NULL,
  -- A creditor reference in a field of its own.
  reference text NOT NULL,
  bank_reference text NOT NULL,
  -- Whose creditor reference was found in it, whole and with the right check digits.
  reference_tenant_id int,
  state text NOT NULL CONSTRAINT bank_lines_state CHECK (state IN ('open', 'matched', 'not_ours', 'outgoing')),
  version int NOT NULL DEFAULT 1,
  -- How often deposits were recorded for it: one that was taken back keeps its reference.
  attempts int NOT NULL DEFAULT 0,
  reason text CHECK (length(reason) BETWEEN 1 AND 500),
  changed_by text,
  changed_at timestamptz,
  CONSTRAINT bank_lines_outgoing CHECK ((amount < 0) = (state = 'outgoing')),
  CONSTRAINT bank_lines_reason CHECK (state <> 'not_ours' OR reason IS NOT NULL)
);
-- As deposits compare their references: neither case nor blanks make another payment.
CREATE UNIQUE INDEX bank_lines_once ON bank_statements.lines (account_id, lower(replace(outside_id, ' ', '')));
CREATE INDEX bank_lines_equal ON bank_statements.lines (account_id, content_key);
CREATE INDEX bank_lines_by_day ON bank_statements.lines (booked_on, line_id);
CREATE INDEX bank_lines_by_state ON bank_statements.lines (state, booked_on, line_id);
CREATE INDEX bank_lines_with_reference ON bank_statements.lines (line_id)
  WHERE state = 'open' AND reference_tenant_id IS NOT NULL;

CREATE FUNCTION bank_statements.keep_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.line_id, NEW.account_id, NEW.outside_id, NEW.content_key, NEW.booked_on, NEW.amount, NEW.payer, NEW.payer_account, NEW.text,
      NEW.reference, NEW.bank_reference)
       IS DISTINCT FROM (OLD.line_id, OLD.account_id, OLD.outside_id, OLD.content_key, OLD.booked_on, OLD.amount, OLD.payer,
      OLD.payer_account, OLD.text, OLD.reference, OLD.bank_reference) THEN
    RAISE EXCEPTION 'what a bank wrote does not change' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_line BEFORE UPDATE ON bank_statements.lines
  FOR EACH ROW EXECUTE FUNCTION bank_statements.keep_line();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON bank_statements.lines
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- Statements that overlap share lines.
CREATE TABLE bank_statements.statement_lines (
  statement_id uuid NOT NULL REFERENCES bank_statements.statements,
  position int NOT NULL CHECK (position >= 0),
  line_id uuid NOT NULL REFERENCES bank_statements.lines,
  PRIMARY KEY (statement_id, position),
  UNIQUE (line_id, statement_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_statements.statement_lines
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- The deposits of a line: one, or several if it is split. A part ends when its deposit is reversed or rejected.
CREATE TABLE bank_statements.parts (
  line_id uuid NOT NULL REFERENCES bank_statements.lines,
  deposit_id uuid NOT NULL,
  tenant_id int NOT NULL,
  -- Minor units of the account's currency.
  amount bigint NOT NULL CONSTRAINT bank_parts_amount CHECK (amount > 0),
  -- The same as a decimal, as deposits have what arrived.
  sent numeric NOT NULL CONSTRAINT bank_parts_sent CHECK (sent > 0),
  -- Whether the deposit was recorded from the line; otherwise somebody had recorded it before.
  made boolean NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  ended_by text,
  ended_at timestamptz,
  PRIMARY KEY (line_id, deposit_id),
  CONSTRAINT bank_parts_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX bank_parts_deposit ON bank_statements.parts (deposit_id) WHERE ended_at IS NULL;
CREATE INDEX bank_parts_by_deposit ON bank_statements.parts (deposit_id);
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON bank_statements.parts
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();

-- From which accounts which partners have paid.
CREATE TABLE bank_statements.payers (
  payer_account text NOT NULL,
  tenant_id int NOT NULL,
  lines int NOT NULL CHECK (lines >= 0),
  PRIMARY KEY (payer_account, tenant_id)
);

CREATE TRIGGER changed AFTER INSERT OR UPDATE ON bank_statements.accounts
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('bank_statements', 'staff');
CREATE TRIGGER changed AFTER INSERT ON bank_statements.statements
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('bank_statements', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON bank_statements.lines
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('bank_lines', 'staff');
