-- When an invoice is due: so many days after its date, of the shop, or agreed with a business.
CREATE TABLE invoicing.payment_terms (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  days int NOT NULL CONSTRAINT payment_terms_days CHECK (days BETWEEN 0 AND 180),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
CREATE TABLE invoicing.tenant_terms (
  tenant_id int PRIMARY KEY,
  days int NOT NULL CONSTRAINT tenant_terms_days CHECK (days BETWEEN 0 AND 180),
  set_at timestamptz NOT NULL,
  set_by text NOT NULL
);
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON invoicing.payment_terms
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('payment_terms', 'staff');
CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE ON invoicing.tenant_terms
  FOR EACH ROW EXECUTE FUNCTION kit.note_change('payment_terms', 'staff');

-- The day (UTC) until which an invoice that the balance does not cover is to be paid; null: it was issued before invoices had one.
ALTER TABLE invoicing.documents
  ADD COLUMN due_on date,
  ADD CONSTRAINT documents_due_on CHECK (due_on IS NULL OR kind = 'invoice');
-- Credit notes of an invoice.
CREATE INDEX documents_corrects ON invoicing.documents (invoice_id) WHERE invoice_id IS NOT NULL;

-- Invoices of which a business was reminded when they became overdue: once each.
CREATE TABLE invoicing.reminders (
  document_id uuid PRIMARY KEY REFERENCES invoicing.documents,
  reminded_at timestamptz NOT NULL,
  -- What was overdue of it, in minor units.
  amount bigint NOT NULL CONSTRAINT reminders_amount CHECK (amount > 0)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoicing.reminders
  FOR EACH STATEMENT EXECUTE FUNCTION kit.refuse_change();
