-- A payment is recognised by what its line says, whatever form its file has: it is compared when a file is imported, so no digest is stored.
DROP INDEX bank_statements.bank_lines_equal;
CREATE OR REPLACE FUNCTION bank_statements.keep_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.line_id, NEW.account_id, NEW.outside_id, NEW.booked_on, NEW.amount, NEW.payer, NEW.payer_account, NEW.text, NEW.reference,
      NEW.bank_reference, NEW.batch_reference)
       IS DISTINCT FROM (OLD.line_id, OLD.account_id, OLD.outside_id, OLD.booked_on, OLD.amount, OLD.payer, OLD.payer_account, OLD.text,
      OLD.reference, OLD.bank_reference, OLD.batch_reference) THEN
    RAISE EXCEPTION 'what a bank wrote does not change' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
ALTER TABLE bank_statements.lines
  DROP COLUMN content_key,
  -- The bank's reference of the entry of which it is one of several payments: another file may have that entry as one line.
  ADD COLUMN batch_reference text NOT NULL DEFAULT '';
CREATE INDEX bank_lines_by_account_day ON bank_statements.lines (account_id, booked_on);
CREATE INDEX bank_lines_by_bank_reference ON bank_statements.lines (account_id, bank_reference) WHERE bank_reference <> '';
