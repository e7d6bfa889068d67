-- Rows of a bank's file that it rejected are counted, as those that it has not booked yet.
ALTER TABLE bank_statements.statements
  ADD COLUMN rejected int NOT NULL DEFAULT 0 CONSTRAINT bank_statements_rejected CHECK (rejected >= 0);
