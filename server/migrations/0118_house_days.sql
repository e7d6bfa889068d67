-- How the operator's own accounts moved, by the shop's day: with sales.money_days, a trial balance of any day without reading the ledger.
CREATE TABLE sales.house_days (
  day date NOT NULL,
  currency text NOT NULL,
  -- sales, deposits or refunds.
  account text NOT NULL,
  postings bigint NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT house_days_key PRIMARY KEY (day, currency, account)
);
-- What was counted before this table was there.
INSERT INTO sales.house_days
SELECT (t.at AT TIME ZONE s.zone)::date, a.currency, a.kind, count(*), sum(h.amount)
  FROM sales.state s
  CROSS JOIN sales.marks m
  JOIN ledger.postings p ON p.account_id = m.account_id AND p.account_version <= m.version
  JOIN ledger.transfers t ON t.transfer_id = p.transfer_id
  JOIN ledger.postings h ON h.transfer_id = p.transfer_id AND h.leg <> p.leg
  JOIN ledger.accounts a ON a.account_id = h.account_id AND a.tenant_id IS NULL
 GROUP BY 1, 2, 3;
