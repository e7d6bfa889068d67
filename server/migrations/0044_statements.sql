-- Money that came in: few of many lines, so that a statement of deposits or refunds does not read every order. An order's own
-- postings are not in it.
CREATE INDEX postings_in ON ledger.postings (account_id, account_version)
  WHERE account_version IS NOT NULL AND amount > 0;
