-- Invoices and credit notes of live business, one invoice per partner and month.
CREATE SCHEMA invoicing;

-- The last number and date of each series. A document takes the next number under this row's lock in the commit that issues it, so an
-- aborted commit leaves no gap; the date never falls, whatever the clock says.
CREATE TABLE invoicing.series (
  kind text PRIMARY KEY CHECK (kind IN ('invoice', 'credit_note')),
  year int NOT NULL,
  number int NOT NULL CHECK (number >= 0),
  issued_at timestamptz NOT NULL
);
INSERT INTO invoicing.series (kind, year, number, issued_at)
VALUES ('invoice', 1970, 0, 'epoch'), ('credit_note', 1970, 0, 'epoch');

-- How far each tenant's documents are. Places are versions of its two accounts (ledger): everything up to `from` is on documents.
CREATE TABLE invoicing.books (
  tenant_id int PRIMARY KEY,
  -- First day of the month whose documents are issued next.
  month date NOT NULL,
  from_available bigint NOT NULL DEFAULT 0,
  from_held bigint NOT NULL DEFAULT 0,
  -- Where the month ends, fixed once its documents are begun; and up to where its lines are still to be written, newest first.
  end_available bigint,
  end_held bigint,
  todo_available bigint,
  todo_held bigint,
  step text NOT NULL DEFAULT 'orders' CHECK (step IN ('orders', 'credits', 'issue')),
  -- What its documents wait for since the last attempt.
  waits_for text CHECK (waits_for IN ('company', 'address', 'letters')),
  CHECK ((end_available IS NULL) = (todo_available IS NULL)
     AND (end_held IS NULL) = (end_available IS NULL) AND (todo_held IS NULL) = (todo_available IS NULL)),
  CHECK (end_available IS NOT NULL OR step = 'orders')
);
CREATE INDEX books_month ON invoicing.books (month);
CREATE INDEX books_waiting ON invoicing.books (tenant_id) WHERE waits_for IS NOT NULL;

-- Documents whose lines are being written. They have no number and are shown to nobody.
CREATE TABLE invoicing.drafts (
  document_id uuid PRIMARY KEY,
  tenant_id int NOT NULL REFERENCES invoicing.books,
  kind text NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
  invoice_id uuid,
  lines int NOT NULL CHECK (lines > 0),
  total bigint NOT NULL CHECK (total > 0),
  CHECK ((kind = 'credit_note') = (invoice_id IS NOT NULL)),
  UNIQUE NULLS NOT DISTINCT (tenant_id, kind, invoice_id)
);

CREATE TABLE invoicing.documents (
  document_id uuid PRIMARY KEY,
  tenant_id int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
  year int NOT NULL,
  number int NOT NULL CHECK (number > 0),
  issued_at timestamptz NOT NULL,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  -- The invoice that a credit note corrects.
  invoice_id uuid REFERENCES invoicing.documents,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  lines int NOT NULL CHECK (lines > 0),
  -- Minor units; the total is what was paid or refunded and includes the tax.
  total bigint NOT NULL CHECK (total > 0),
  net bigint NOT NULL,
  tax bigint NOT NULL CHECK (tax >= 0),
  tax_bps int CHECK (tax_bps BETWEEN 1 AND 10000),
  tax_note text,
  -- Company data of both sides as they were, sealed.
  parties bytea NOT NULL,
  CHECK (total = net + tax),
  CHECK (tax_bps IS NOT NULL OR tax = 0),
  CHECK ((kind = 'credit_note') = (invoice_id IS NOT NULL)),
  UNIQUE (kind, year, number),
  UNIQUE NULLS NOT DISTINCT (tenant_id, month, kind, invoice_id)
);
CREATE INDEX documents_tenant ON invoicing.documents (tenant_id, document_id);
CREATE INDEX documents_month ON invoicing.documents (month, document_id);

-- A line is an order (code_id is null) or a code whose price came back.
CREATE TABLE invoicing.lines (
  document_id uuid NOT NULL,
  -- Its place in the tenant's statement.
  position bigint NOT NULL CHECK (position > 0),
  order_id uuid NOT NULL,
  code_id uuid,
  reason text NOT NULL CHECK (reason IN ('order', 'refund', 'return')),
  sku text NOT NULL,
  reference text,
  quantity int NOT NULL CHECK (quantity > 0),
  unit_price bigint NOT NULL CHECK (unit_price > 0),
  amount bigint NOT NULL CHECK (amount > 0),
  at timestamptz NOT NULL,
  PRIMARY KEY (document_id, position),
  CHECK ((reason = 'order') = (code_id IS NULL)),
  CHECK (amount = unit_price * quantity)
);
CREATE UNIQUE INDEX lines_order ON invoicing.lines (order_id) WHERE code_id IS NULL;
CREATE UNIQUE INDEX lines_code ON invoicing.lines (code_id) WHERE code_id IS NOT NULL;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoicing.documents
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoicing.lines
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
